// Wrong age files, one at a time, after the cases of the age test kit (https://age-encryption.org/testkit).
#include <gtest/gtest.h>

#include "shared/open/age_open.h"
#include "tests/unit/seal/age_builder.h"

namespace pillarbox {
namespace {

using testing_age::AgeBuilder;
using testing_age::lastBitFlippedBase64;

std::string flipped(const std::string& base64) {
  return std::string(textOf(lastBitFlippedBase64(base64)));
}

// "success", or the name of the Fault.
std::string opened(const AgeBuilder& b, const std::string& file) {
  const auto result = open::unseal(viewOf(file), b.identity());
  return result.ok() ? "success" : std::string(faultName(result.fault().code));
}
std::string opened(const AgeBuilder& b) {
  return opened(b, b.file());
}
std::string openedWithPassphrase(const AgeBuilder& b) {
  const auto result = open::unsealWithPassphrase(viewOf(b.file()), AgeBuilder::passphrase());
  return result.ok() ? "success" : std::string(faultName(result.fault().code));
}

AgeBuilder good() {
  AgeBuilder b;
  b.version().x25519().end().payload();
  return b;
}

TEST(AgeStrict, TheBuilderMakesGoodFiles) {
  EXPECT_EQ(opened(good()), "success");
  AgeBuilder b;
  b.version().scrypt().end().payload();
  EXPECT_EQ(openedWithPassphrase(b), "success");
}

TEST(AgeStrict, EmptyAndForeignFilesAreNotAge) {
  const AgeBuilder b;
  EXPECT_EQ(opened(b, ""), "bad-input");
  EXPECT_EQ(opened(b, "\n"), "bad-input");
  EXPECT_EQ(opened(b, "hello, this is a letter\nwith two lines\n"), "bad-input");
  EXPECT_EQ(opened(b, std::string(100000, 'x')), "bad-input");
}

TEST(AgeStrict, OtherVersionsAreNamedAsSuch) {
  for (const char* version : {"age-encryption.org/v2", "age-encryption.org/v1234", "age-encryption.org/x"}) {
    AgeBuilder b;
    b.text(version).x25519().end().payload();
    EXPECT_EQ(opened(b), "newer-version") << version;
  }
  for (const char* version : {"age-encryption.org/", "age-encryption.org/v1 ", "age-encryption.org",
                              "Age-encryption.org/v1", "age-encryption.org/v1\r", " age-encryption.org/v1"}) {
    AgeBuilder b;
    b.text(version).x25519().end().payload();
    EXPECT_EQ(opened(b), "bad-input") << version;
  }
}

TEST(AgeStrict, HeaderWithCarriageReturnsIsRefused) {
  AgeBuilder b;
  const std::string share = b.share();
  b.raw("age-encryption.org/v1\r\n-> X25519 " + share + "\r\n" + AgeBuilder::base64(b.wrap(share, b.fileKey)) + "\r\n");
  b.raw("--- " + b.mac() + "\r\n").payload();
  EXPECT_EQ(opened(b), "bad-input");
}

TEST(AgeStrict, HeaderCheckMustBeExact) {
  const auto withEnd = [](auto makeLine) {
    AgeBuilder b;
    b.version().x25519();
    b.raw(makeLine(b.mac())).payload();
    return opened(b);
  };
  EXPECT_EQ(withEnd([](std::string mac) { return "--- " + mac + "\n"; }), "success");
  EXPECT_EQ(withEnd([](std::string mac) { return "--- " + flipped(mac) + "\n"; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string mac) { return "---  " + mac + "\n"; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string mac) { return "--- " + mac + " \n"; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string mac) { return "---" + mac + "\n"; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string mac) { return "--- " + mac + "=\n"; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string mac) { return "--- " + mac + "AAAA\n"; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string mac) { return "--- " + mac.substr(0, 40) + "\n"; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string mac) { return "---- " + mac + "\n"; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string) { return "---\n"; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string) { return "--- \n"; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string) { return ""; }), "bad-input");
  EXPECT_EQ(withEnd([](std::string) { return "--- " + std::string(43, 'A') + "\n"; }), "damaged");
}

TEST(AgeStrict, HeaderForNobodyIsRefused) {
  AgeBuilder b;
  b.version().end().payload();
  EXPECT_EQ(opened(b), "bad-input");
}

TEST(AgeStrict, OtherPeoplesStanzasAreIgnored) {
  AgeBuilder b;
  b.version();
  b.text("-> grease").text("");
  b.text("-> example.com/enigma some arguments !#~").text("QUJD");
  b.text("-> x25519 lower-case-is-another-type").text("QUJD");
  b.x25519();
  b.text("-> full").text(std::string(64, 'A')).text(std::string(64, 'B')).text("");
  b.end().payload();
  EXPECT_EQ(opened(b), "success");
}

TEST(AgeStrict, StanzasForOthersOnlyAreNoMatch) {
  AgeBuilder b;
  b.version().text("-> x25519 abc").text("QUJD").end().payload();
  EXPECT_EQ(opened(b), "wrong-secret");
  AgeBuilder upper;
  upper.version().text("-> Scrypt abc 10").text("QUJD").end().payload();
  EXPECT_EQ(openedWithPassphrase(upper), "wrong-secret");
}

TEST(AgeStrict, MalformedStanzasAreRefusedWhoeverTheyAreFor) {
  const auto withStanza = [](const std::string& stanza) {
    AgeBuilder b;
    b.version().raw(stanza).x25519().end().payload();
    return opened(b);
  };
  EXPECT_EQ(withStanza("-> t a\nQUJD\n"), "success");
  EXPECT_EQ(withStanza("-> t a\nQUJD=\n"), "bad-input");                           // padding
  EXPECT_EQ(withStanza("-> t a\nQUI=\n"), "bad-input");                            // padding, rightly placed
  EXPECT_EQ(withStanza("-> t a\nQUJ\n"), "bad-input");                             // bits left over
  EXPECT_EQ(withStanza("-> t a\nQ\n"), "bad-input");                               // no whole byte
  EXPECT_EQ(withStanza("-> t a\nQU D\n"), "bad-input");                            // a space in the body
  EXPECT_EQ(withStanza("-> t a\nQUJD\r\n"), "bad-input");                          // CR
  EXPECT_EQ(withStanza("-> t a\nQU-D\n"), "bad-input");                            // the URL alphabet
  EXPECT_EQ(withStanza("-> t a\n"), "bad-input");                                  // no body
  EXPECT_EQ(withStanza("-> t a\n" + std::string(64, 'A') + "\n"), "bad-input");    // no short last line
  EXPECT_EQ(withStanza("-> t a\n" + std::string(68, 'A') + "\n\n"), "bad-input");  // too long a line
  EXPECT_EQ(withStanza("-> t a\nQUJD\nQUJD\n"), "bad-input");                      // a body after its end
  EXPECT_EQ(withStanza("->\n\n"), "bad-input");
  EXPECT_EQ(withStanza("-> \n\n"), "bad-input");
  EXPECT_EQ(withStanza("->  t\n\n"), "bad-input");          // empty argument
  EXPECT_EQ(withStanza("-> t  a\n\n"), "bad-input");        // empty argument
  EXPECT_EQ(withStanza("-> t a \n\n"), "bad-input");        // empty argument
  EXPECT_EQ(withStanza("-> t \x7f\n\n"), "bad-input");      // control character
  EXPECT_EQ(withStanza("-> t \xc3\xa9\n\n"), "bad-input");  // not ASCII
  EXPECT_EQ(withStanza("-> t\ta\n\n"), "bad-input");
  EXPECT_EQ(withStanza("->t a\n\n"), "bad-input");
  EXPECT_EQ(withStanza(" -> t a\n\n"), "bad-input");
  EXPECT_EQ(withStanza("\n-> t a\n\n"), "bad-input");
  EXPECT_EQ(withStanza("- > t a\n\n"), "bad-input");
  EXPECT_EQ(withStanza("hello\n\n"), "bad-input");
}

TEST(AgeStrict, X25519StanzasAreExact) {
  const auto with = [](auto make) {
    AgeBuilder b;
    b.version();
    const std::string share = b.share();
    b.raw(make(b, share)).end().payload();
    return opened(b);
  };
  const auto body = [](AgeBuilder& b, const std::string& share) {
    return AgeBuilder::base64(b.wrap(share, b.fileKey));
  };
  EXPECT_EQ(with([&](AgeBuilder& b, std::string s) { return "-> X25519 " + s + "\n" + body(b, s) + "\n"; }), "success");
  EXPECT_EQ(with([&](AgeBuilder& b, std::string s) { return "-> X25519 " + s + " 1\n" + body(b, s) + "\n"; }),
            "bad-input");
  EXPECT_EQ(with([&](AgeBuilder& b, std::string s) { return "-> X25519\n" + body(b, s) + "\n"; }), "bad-input");
  EXPECT_EQ(with([&](AgeBuilder& b, std::string s) { return "-> X25519 " + flipped(s) + "\n" + body(b, s) + "\n"; }),
            "bad-input");
  EXPECT_EQ(with([&](AgeBuilder& b, std::string s) { return "-> X25519 " + s + "\n" + flipped(body(b, s)) + "\n"; }),
            "bad-input");
  EXPECT_EQ(with([&](AgeBuilder& b, std::string s) { return "-> X25519 " + s + "=\n" + body(b, s) + "\n"; }),
            "bad-input");
  EXPECT_EQ(with([&](AgeBuilder& b, std::string s) {
              return "-> X25519 " + AgeBuilder::base64(BytesView(*fromBase64(s, Base64::unpadded)).first(31)) + "\n" +
                     body(b, s) + "\n";
            }),
            "bad-input");
  EXPECT_EQ(with([&](AgeBuilder& b, std::string s) {
              Bytes longer = *fromBase64(s, Base64::unpadded);
              longer.push_back(0);
              return "-> X25519 " + AgeBuilder::base64(longer) + "\n" + body(b, s) + "\n";
            }),
            "bad-input");
  // A file key of another length than 16.
  for (const std::size_t size : {0, 15, 17, 32}) {
    EXPECT_EQ(with([&](AgeBuilder& b, std::string s) {
                return "-> X25519 " + s + "\n" + AgeBuilder::base64(b.wrap(s, Bytes(size, 1))) + "\n";
              }),
              "bad-input")
        << size;
  }
  EXPECT_EQ(with([&](AgeBuilder& b, std::string s) {
              Bytes wrapped = b.wrap(s, b.fileKey);
              wrapped.back() ^= 1;
              return "-> X25519 " + s + "\n" + AgeBuilder::base64(wrapped) + "\n";
            }),
            "wrong-secret");
}

TEST(AgeStrict, SharesOfLowOrderAreRefused) {
  // The points of order 1, 2, 4 and 8 of Curve25519 and their non-canonical forms (https://cr.yp.to/ecdh.html).
  const std::vector<std::string> points = {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  };
  for (const std::string& hex : points) {
    const Bytes point = *fromHex(hex);
    AgeBuilder b;
    b.version();
    const std::string share = AgeBuilder::base64(point);
    b.text("-> X25519 " + share).text(AgeBuilder::base64(b.wrap(share, b.fileKey))).end().payload();
    EXPECT_EQ(opened(b), "bad-input") << hex;
    seal::Recipient recipient;
    std::copy(point.begin(), point.end(), recipient.key.begin());
    EXPECT_FALSE(seal::parseRecipient(seal::formatRecipient(recipient)).ok()) << hex;
  }
}

TEST(AgeStrict, ABadStanzaAfterAGoodOneIsRefusedToo) {
  AgeBuilder b;
  b.version().x25519().text("-> X25519 QUJD").text("").end().payload();
  EXPECT_EQ(opened(b), "bad-input");
}

TEST(AgeStrict, PassphraseStanzaStandsAlone) {
  AgeBuilder both;
  both.version().x25519().scrypt().end().payload();
  EXPECT_EQ(opened(both), "bad-input");
  EXPECT_EQ(openedWithPassphrase(both), "bad-input");
  AgeBuilder twice;
  twice.version().scrypt().scrypt().end().payload();
  EXPECT_EQ(openedWithPassphrase(twice), "bad-input");
  AgeBuilder grease;
  grease.version().scrypt().text("-> grease").text("").end().payload();
  EXPECT_EQ(openedWithPassphrase(grease), "bad-input");
}

TEST(AgeStrict, WorkFactorsAreExactAndAtMost22) {
  for (const char* work : {"23", "024", "010", "0xa", "+10", "-10", " 10", "10 ", "10x", "x10", "0", "1e1",
                           "1844674407370955161610", "18446744073709551626", "", "\xd9\xa1\xd9\xa0"}) {
    AgeBuilder b;
    b.version().scrypt(work).end().payload();
    EXPECT_EQ(openedWithPassphrase(b), "bad-input") << work;
  }
  AgeBuilder wrong;
  wrong.version().scrypt("11", 10).end().payload();
  EXPECT_EQ(openedWithPassphrase(wrong), "wrong-secret");
  AgeBuilder least;
  least.version().scrypt("1", 1).end().payload();
  EXPECT_EQ(openedWithPassphrase(least), "success");
}

TEST(AgeStrict, PassphraseStanzasAreExact) {
  const auto with = [](auto make) {
    AgeBuilder b;
    b.version();
    b.raw(make(b, b.random(16))).end().payload();
    return openedWithPassphrase(b);
  };
  const auto line = [](const std::string& salt, const Bytes& body) {
    return "-> scrypt " + salt + " 10\n" + AgeBuilder::base64(body) + "\n";
  };
  using B = AgeBuilder;
  EXPECT_EQ(with([&](B& b, Bytes s) { return line(B::base64(s), b.scryptWrap(s, 10, b.fileKey)); }), "success");
  EXPECT_EQ(with([&](B& b, Bytes s) { return line(flipped(B::base64(s)), b.scryptWrap(s, 10, b.fileKey)); }),
            "bad-input");
  EXPECT_EQ(with([&](B& b, Bytes s) {
              s.pop_back();
              return line(B::base64(s), b.scryptWrap(s, 10, b.fileKey));
            }),
            "bad-input");
  EXPECT_EQ(with([&](B& b, Bytes s) {
              s.push_back(1);
              return line(B::base64(s), b.scryptWrap(s, 10, b.fileKey));
            }),
            "bad-input");
  EXPECT_EQ(with([&](B& b, Bytes s) { return line(B::base64(s), b.scryptWrap(s, 10, Bytes(24, 1))); }), "bad-input");
  EXPECT_EQ(with([&](B& b, Bytes s) {
              return "-> scrypt " + B::base64(s) + " 10 more\n" + B::base64(b.scryptWrap(s, 10, b.fileKey)) + "\n";
            }),
            "bad-input");
  EXPECT_EQ(with([&](B& b, Bytes s) {
              return "-> scrypt " + B::base64(s) + "\n" + B::base64(b.scryptWrap(s, 10, b.fileKey)) + "\n";
            }),
            "bad-input");
  EXPECT_EQ(with([&](B& b, Bytes s) { return "-> scrypt 10\n" + B::base64(b.scryptWrap(s, 10, b.fileKey)) + "\n"; }),
            "bad-input");
}

TEST(AgeStrict, KeysDoNotOpenPassphraseFilesNorTheOtherWayRound) {
  EXPECT_EQ(openedWithPassphrase(good()), "wrong-secret");
  AgeBuilder b;
  b.version().scrypt().end().payload();
  EXPECT_EQ(opened(b), "wrong-secret");
  const auto wrong = open::unsealWithPassphrase(viewOf(b.file()), SecretBytes::copyOf("Password"));
  EXPECT_EQ(wrong.fault().code, FaultCode::wrongSecret);
}

class AgeStream : public testing::Test {
 protected:
  AgeBuilder start() {
    AgeBuilder b;
    b.version().x25519().end().nonce();
    return b;
  }
  const std::string full = std::string(65536, 'a');
};

TEST_F(AgeStream, WellFormedPayloadsOpen) {
  EXPECT_EQ(opened(start().chunk("", true)), "success");
  EXPECT_EQ(opened(start().chunk(full, true)), "success");
  EXPECT_EQ(opened(start().chunk(full, false).chunk("b", true)), "success");
  EXPECT_EQ(opened(start().chunk(full, false).chunk(full, true)), "success");
  EXPECT_EQ(opened(start().chunk(full, false).chunk(full, false).chunk("c", true)), "success");
}

TEST_F(AgeStream, MalformedPayloadsDoNot) {
  AgeBuilder header;
  header.version().x25519().end();
  EXPECT_EQ(opened(header), "damaged");                                      // no nonce
  EXPECT_EQ(opened(AgeBuilder(std::move(header)).raw("short")), "damaged");  // a short nonce
  EXPECT_EQ(opened(start()), "damaged");                                     // no chunks
  EXPECT_EQ(opened(start().raw("fifteen bytes..")), "damaged");              // less than a tag
  EXPECT_EQ(opened(start().chunk("age", false)), "damaged");                 // no last chunk
  EXPECT_EQ(opened(start().chunk(full, false)), "damaged");
  EXPECT_EQ(opened(start().chunk(full, false).chunk("b", false)), "damaged");
  EXPECT_EQ(opened(start().chunk(full, false).chunk(full, false)), "damaged");
  EXPECT_EQ(opened(start().chunk(full, false).chunk("", true)), "damaged");  // an empty last chunk
  EXPECT_EQ(opened(start().chunk("a", false).chunk("b", true)), "damaged");  // a short chunk before the last
  EXPECT_EQ(opened(start().chunk("a", true).chunk("b", true)), "damaged");   // two last chunks
  EXPECT_EQ(opened(start().chunk(full, true).chunk("b", true)), "damaged");
  EXPECT_EQ(opened(start().chunk("age", true).raw("x")), "damaged");  // something after the end
  EXPECT_EQ(opened(start().chunk("age", true).raw(std::string(70000, 'x'))), "damaged");
  EXPECT_EQ(opened(start().chunk(full, true).raw("x")), "damaged");
  EXPECT_EQ(opened(start().raw(std::string(16, '\0'))), "damaged");  // a wrong tag
  EXPECT_EQ(opened(start().chunk(full, false).raw(std::string(17, '\0'))), "damaged");
  EXPECT_EQ(opened(start().chunk(full + "a", true)), "damaged");  // one chunk, too long
}

TEST(AgeArmor, StrictExceptForWhiteSpaceAround) {
  const AgeBuilder b = good();
  const std::string armored = b.armored();
  const auto replaced = [&](const std::string& what, const std::string& with) {
    std::string changed = armored;
    return changed.replace(changed.find(what), what.size(), with);
  };
  std::string crlf;
  for (const char c : armored) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(opened(b, armored), "success");
  EXPECT_EQ(opened(b, crlf), "success");
  EXPECT_EQ(opened(b, armored.substr(0, armored.size() - 1)), "success");
  EXPECT_EQ(opened(b, "\n\r   \t\n" + armored + "\n\r   \t\n"), "success");

  EXPECT_EQ(opened(b, "garbage\n" + armored), "bad-input");
  EXPECT_EQ(opened(b, armored + "garbage\n"), "bad-input");
  EXPECT_EQ(opened(b, armored + armored), "bad-input");
  EXPECT_EQ(opened(b, replaced("BEGIN AGE ENCRYPTED FILE", "BEGIN age encrypted file")), "bad-input");
  EXPECT_EQ(opened(b, replaced("BEGIN AGE ENCRYPTED FILE", "BEGIN AGE ENCRYPTED MESSAGE")), "bad-input");
  EXPECT_EQ(opened(b, replaced("END AGE ENCRYPTED FILE-----", "END AGE ENCRYPTED FILE----")), "bad-input");
  EXPECT_EQ(opened(b, replaced("FILE-----\n", "FILE----- \n")), "bad-input");
  EXPECT_EQ(opened(b, replaced("FILE-----\n", "FILE-----\nHeader: value\n\n")), "bad-input");
  EXPECT_EQ(opened(b, replaced("FILE-----\n", "FILE-----\n\n")), "bad-input");
  EXPECT_EQ(opened(b, replaced("FILE-----\n", "FILE-----\n ")), "bad-input");
  EXPECT_EQ(opened(b, replaced("\n-----END", "\n\n-----END")), "bad-input");
  EXPECT_EQ(opened(b, replaced("\n-----END", "\n=AAAA\n-----END")), "bad-input");
  EXPECT_EQ(opened(b, replaced("\n-----END", " \n-----END")), "bad-input");
  EXPECT_EQ(opened(b, armored.substr(0, armored.find("-----END"))), "bad-input");
  EXPECT_EQ(opened(b, "-----BEGIN AGE ENCRYPTED FILE-----"), "bad-input");
  EXPECT_EQ(opened(b, "-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----\n"), "bad-input");
}

TEST(AgeArmor, LinesAre64ColumnsOfCanonicalBase64) {
  const AgeBuilder b = good();
  const std::string begin = "-----BEGIN AGE ENCRYPTED FILE-----\n";
  const std::string end = "-----END AGE ENCRYPTED FILE-----\n";
  const std::string body = toBase64(viewOf(b.file()), Base64::padded);
  const auto wrapped = [&](const std::string& text, std::size_t columns) {
    std::string out = begin;
    for (std::size_t at = 0; at < text.size(); at += columns) out += text.substr(at, columns) + "\n";
    return out + end;
  };
  ASSERT_EQ(body.back(), '=') << "the cases below need padding";
  EXPECT_EQ(opened(b, wrapped(body, 64)), "success");
  EXPECT_EQ(opened(b, wrapped(body, 60)), "bad-input");
  EXPECT_EQ(opened(b, wrapped(body, 68)), "bad-input");
  EXPECT_EQ(opened(b, wrapped(body, 100000)), "bad-input");
  EXPECT_EQ(opened(b, wrapped(body.substr(0, body.find('=')), 64)), "bad-input");
  const std::string bare = body.substr(0, body.find('='));
  EXPECT_EQ(opened(b, wrapped(flipped(bare) + body.substr(bare.size()), 64)), "bad-input");
  std::string star = body;
  star[10] = '*';
  EXPECT_EQ(opened(b, wrapped(star, 64)), "bad-input");
}

TEST(AgeArmor, AFullLastLineOpens) {
  for (int extra = 0; extra < 48; ++extra) {
    AgeBuilder b;
    b.version().x25519().end().payload(std::string(static_cast<std::size_t>(extra), 'x'));
    EXPECT_EQ(opened(b, b.armored()), "success") << extra;
  }
}

TEST(AgeArmor, HeaderOfArmoredFileIsAsStrict) {
  AgeBuilder b;
  b.text("age-encryption.org/v1\r").x25519().end().payload();
  EXPECT_EQ(opened(b, b.armored()), "bad-input");
  AgeBuilder inner = good();
  AgeBuilder twice;
  twice.raw(inner.armored());
  EXPECT_EQ(opened(inner, twice.armored()), "bad-input") << "armor inside armor";
}

}  // namespace
}  // namespace pillarbox
