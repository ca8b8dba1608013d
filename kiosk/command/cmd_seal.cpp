// keygen, seal, unseal: interchangeable with `age-keygen` and `age`.
#include <unistd.h>

#include <array>

#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "shared/base/files.h"
#include "shared/open/age_open.h"
#include "shared/open/identity.h"
#include "shared/seal/age_seal.h"
#include "shared/seal/recipient.h"

namespace pillarbox::command {
namespace {

constexpr std::size_t keyFileLimit = 1 << 20;

const Syntax keygenSyntax{
    "keygen",
    "Make a new key pair, as age-keygen does",
    {},
    {{"output", 'o', "FILE", "write the secret key to FILE, which must not exist; without it, to standard output"}},
    "The public key (the recipient that others seal to) is also shown on standard error.\n"};

Result<int> keygen(const Args& args, Program& program) {
  const open::Identity identity = open::Identity::generate(program.random);
  const std::string recipient = seal::formatRecipient(identity.recipient());
  std::string head = "# created: " + formatTime(program.clock.now()) + "\n# public key: " + recipient + "\n";
  SecretBytes file = SecretBytes::copyOf(head);
  file.append(identity.text().view());
  file.append(viewOf("\n"));
  if (const auto out = args.valueIf("output"); out && *out != "-") {
    PB_TRY(writeFileDurable(*out, file.view(), 0600, Existing::refuse));
  } else {
    PB_TRY(writeOutput(std::nullopt, file.view()));
  }
  const std::string shown = "Public key: " + recipient + "\n";
  // The key is safely written by now: a closed standard error is not a failure.
  [[maybe_unused]] const auto wrote = write(STDERR_FILENO, shown.data(), shown.size());
  return exitOk;
}

const Syntax sealSyntax{
    "seal",
    "Seal a file to recipients or to a passphrase (age v1 format)",
    {{"IN", false}},
    {{"recipient", 'r', "RECIPIENT", "seal to this public key, age1...; may be given more than once", true},
     {"recipients-file", 'R', "FILE", "seal to the public keys in FILE, one a line; may be given more than once", true},
     {"passphrase", 'p', "", "seal to the passphrase in --passphrase-file instead"},
     {"passphrase-file", '\0', "F", "the file with the passphrase; - for standard input"},
     {"output", 'o', "OUT", "write to OUT; without it, to standard output"}},
    "IN is standard input if it is left out or -. `age -d` opens the result, and `unseal` opens what age made.\n"};

Status addRecipientsOf(const std::string& path, std::vector<seal::Recipient>& recipients) {
  PB_TRY_VALUE(const Bytes file, readFile(path, keyFileLimit));
  std::string_view rest = textOf(file);
  const std::size_t before = recipients.size();
  for (int number = 1; !rest.empty(); ++number) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const auto recipient = seal::parseRecipient(line);
    if (!recipient.ok()) {
      return Fault{FaultCode::badInput,
                   "line " + std::to_string(number) + " of " + path + " is not a recipient (age1...)"};
    }
    recipients.push_back(*recipient);
  }
  if (recipients.size() == before) return Fault{FaultCode::badInput, path + " holds no recipient"};
  return {};
}

Result<int> sealFile(const Args& args, Program& program) {
  const bool toKeys = args.has("recipient") || args.has("recipients-file");
  const auto passphraseFile = args.valueIf("passphrase-file");
  const auto in = args.positional("IN");
  if (toKeys && (args.has("passphrase") || passphraseFile)) {
    return Fault{FaultCode::wrongUsage, "seal: a file is sealed to recipients or to a passphrase, not to both"};
  }
  if (!toKeys && !args.has("passphrase")) {
    return Fault{FaultCode::wrongUsage, "seal: say whom it is for, with -r RECIPIENT, or use -p --passphrase-file F"};
  }
  if (!toKeys && !passphraseFile) {
    return Fault{FaultCode::wrongUsage,
                 "seal: -p needs --passphrase-file F; a passphrase is never given on the command line"};
  }
  if (passphraseFile == "-" && in.value_or("-") == "-") {
    return Fault{FaultCode::wrongUsage, "seal: standard input cannot be both the passphrase and the file to seal"};
  }
  std::vector<seal::Recipient> recipients;
  for (const std::string& text : args.values("recipient")) {
    auto recipient = seal::parseRecipient(text);
    if (!recipient.ok())
      return Fault{FaultCode::badInput, "'" + text + "' is not a recipient: " + recipient.fault().detail};
    recipients.push_back(*recipient);
  }
  for (const std::string& path : args.values("recipients-file")) PB_TRY(addRecipientsOf(path, recipients));
  const auto out = args.valueIf("output");
  if (!out && isatty(STDOUT_FILENO)) {
    return Fault{FaultCode::badInput, "a sealed file is not text: give -o OUT, or -o - to print it here all the same"};
  }
  if (toKeys) {
    PB_TRY_VALUE(const Bytes plain, readInput(in));
    PB_TRY_VALUE(const Bytes sealed, seal::sealTo(plain, recipients, program.random));
    PB_TRY(writeOutput(out, sealed));
    return exitOk;
  }
  PB_TRY_VALUE(const SecretBytes passphrase, readSecretLine(*passphraseFile));
  PB_TRY_VALUE(const Bytes plain, readInput(in));
  PB_TRY_VALUE(const Bytes sealed,
               seal::sealToPassphrase(plain, passphrase, seal::defaultScryptLogWork, program.random));
  PB_TRY(writeOutput(out, sealed));
  return exitOk;
}

const Syntax unsealSyntax{
    "unseal",
    "Open a sealed file (age v1 format)",
    {{"IN", false}},
    {{"identity", 'i', "IDENTITY_FILE", "the file with the secret key; may be given more than once", true},
     {"passphrase-file", '\0', "F", "the file with the passphrase of IDENTITY_FILE or, without -i, of IN"},
     {"output", 'o', "OUT", "write to OUT; without it, to standard output"}},
    "IN is standard input if it is left out or -. Nothing is written unless the whole file is proved unchanged.\n"};

Result<int> unsealFile(const Args& args, Program&) {
  const auto& identityFiles = args.values("identity");
  const auto passphraseFile = args.valueIf("passphrase-file");
  const auto in = args.positional("IN");
  if (identityFiles.empty() && !passphraseFile) {
    return Fault{FaultCode::wrongUsage, "unseal: give the secret key with -i IDENTITY_FILE, or --passphrase-file F"};
  }
  int standardInputs = in.value_or("-") == "-" ? 1 : 0;
  if (passphraseFile == "-") ++standardInputs;
  for (const std::string& path : identityFiles) {
    if (path.starts_with("AGE-SECRET-KEY-")) {
      return Fault{FaultCode::wrongUsage, "unseal: -i takes a file, because other programs can see the command line"};
    }
    if (path == "-") ++standardInputs;
  }
  if (standardInputs > 1) {
    return Fault{FaultCode::wrongUsage,
                 "unseal: standard input can be only one of the file, the key and the passphrase"};
  }
  SecretBytes passphrase;
  if (passphraseFile) {
    PB_TRY_VALUE(passphrase, readSecretLine(*passphraseFile));
  }
  if (identityFiles.empty()) {
    PB_TRY_VALUE(const Bytes sealed, readInput(in));
    PB_TRY_VALUE(const SecretBytes plain, open::unsealWithPassphrase(sealed, passphrase));
    PB_TRY(writeOutput(args.valueIf("output"), plain.view()));
    return exitOk;
  }
  std::vector<open::Identity> identities;
  for (const std::string& path : identityFiles) {
    PB_TRY_VALUE(const SecretBytes file, readSecretFile(path, keyFileLimit));
    PB_TRY_VALUE(auto some, open::readIdentities(file.view(), passphraseFile ? &passphrase : nullptr));
    for (open::Identity& one : some) identities.push_back(std::move(one));
  }
  PB_TRY_VALUE(const Bytes sealed, readInput(in));
  PB_TRY_VALUE(const SecretBytes plain, open::unseal(sealed, identities));
  PB_TRY(writeOutput(args.valueIf("output"), plain.view()));
  return exitOk;
}

const std::array commands{Command{keygenSyntax, keygen}, Command{sealSyntax, sealFile},
                          Command{unsealSyntax, unsealFile}};

}  // namespace

std::span<const Command> sealCommands() {
  return commands;
}

}  // namespace pillarbox::command
