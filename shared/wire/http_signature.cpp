#include "shared/wire/http_signature.h"

#include <charconv>
#include <map>

#include "shared/base/hash.h"
#include "shared/record/ids.h"

namespace pillarbox::wire {

namespace {

constexpr std::string_view label = "pillarbox=";
constexpr std::string_view tagPrefix = "pillarbox-";
constexpr std::string_view digestPrefix = "sha-256=:";

std::string digestOf(BytesView body) {
  return std::string(digestPrefix) + toBase64(sha256(body), Base64::padded) + ":";
}

std::vector<Component> componentsOf(const SignedRequest& request, std::string_view contentDigest) {
  const std::size_t mark = request.target.find('?');
  std::vector<Component> components{{"@method", request.method},
                                    {"@path", request.target.substr(0, mark)},
                                    // RFC 9421 §2.2.7: with the leading "?", which stands alone when there is no query.
                                    {"@query", mark == std::string::npos ? "?" : request.target.substr(mark)}};
  if (request.body) components.push_back({"content-digest", std::string(contentDigest)});
  return components;
}

std::string coveredList(const std::vector<Component>& components) {
  std::string list = "(";
  for (const Component& component : components) {
    if (list.size() > 1) list += ' ';
    list.append("\"").append(component.name).append("\"");
  }
  return list + ")";
}

Fault malformed() {
  return Fault{FaultCode::badInput, "The request's signature headers are malformed."};
}

// The parameters after the covered list: ;name=integer or ;name="text without quotes or backslashes".
std::optional<std::map<std::string, std::string, std::less<>>> readParameters(std::string_view text) {
  std::map<std::string, std::string, std::less<>> parameters;
  while (!text.empty()) {
    const std::size_t equals = text.find('=');
    if (text.front() != ';' || equals == std::string_view::npos) return std::nullopt;
    const std::string name(text.substr(1, equals - 1));
    text.remove_prefix(equals + 1);
    std::string value;
    if (text.starts_with('"')) {
      const std::size_t end = text.find('"', 1);
      if (end == std::string_view::npos) return std::nullopt;
      value = text.substr(1, end - 1);
      text.remove_prefix(end + 1);
      if (value.find('\\') != std::string::npos) return std::nullopt;
    } else {
      const std::size_t end = text.find(';');
      value = text.substr(0, end);
      text.remove_prefix(value.size());
      if (value.empty() || value.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    }
    if (!parameters.emplace(name, std::move(value)).second) return std::nullopt;
  }
  return parameters;
}

}  // namespace

std::string signatureBase(const std::vector<Component>& components, std::string_view parameters) {
  std::string base;
  for (const Component& component : components) {
    base.append("\"").append(component.name).append("\": ").append(component.value).append("\n");
  }
  return base.append("\"@signature-params\": ").append(parameters);
}

SignatureHeaders signRequest(const SignedRequest& request, const Signer& signer, const seal::SigningKey& key,
                             WallTime created, BytesView nonce) {
  SignatureHeaders headers;
  if (request.body) headers.contentDigest = digestOf(*request.body);
  const std::vector<Component> components = componentsOf(request, headers.contentDigest);
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(created.time_since_epoch()).count();
  std::string parameters = coveredList(components);
  parameters.append(";created=").append(std::to_string(seconds));
  parameters.append(";nonce=\"").append(toBase64(nonce, Base64::urlUnpadded)).append("\"");
  parameters.append(";keyid=\"").append(signer.school).append("/").append(signer.device).append("\"");
  parameters.append(";alg=\"ed25519\";tag=\"").append(tagPrefix).append(signer.serverKeyId).append("\"");
  const seal::SignatureBytes signature = key.sign(viewOf(signatureBase(components, parameters)));
  headers.signatureInput = std::string(label) + parameters;
  headers.signature = std::string(label) + ":" + toBase64(signature, Base64::padded) + ":";
  return headers;
}

Status checkDigest(std::string_view contentDigest, BytesView body) {
  if (contentDigest != digestOf(body)) {
    return Fault{FaultCode::badInput, "The Content-Digest header is not the SHA-256 of the body."};
  }
  return {};
}

Result<Claim> readSignature(const SignedRequest& request, const SignatureHeaders& headers) {
  if (request.body) PB_TRY(checkDigest(headers.contentDigest, *request.body));
  return readSignatureBeforeBody(request, headers);
}

Result<Claim> readSignatureBeforeBody(const SignedRequest& request, const SignatureHeaders& headers) {
  if (headers.signatureInput.size() > 2000 || headers.signature.size() > 200 || headers.contentDigest.size() > 200) {
    return malformed();
  }
  std::string_view input = headers.signatureInput;
  std::string_view signature = headers.signature;
  if (!input.starts_with(label) || !signature.starts_with(label)) return malformed();
  input.remove_prefix(label.size());
  signature.remove_prefix(label.size());
  const std::vector<Component> components = componentsOf(request, headers.contentDigest);
  const std::string covered = coveredList(components);
  if (!input.starts_with(covered)) {
    return Fault{FaultCode::badInput, "The signature does not cover what it must: " + covered + "."};
  }
  const auto parameters = readParameters(input.substr(covered.size()));
  if (!parameters) return malformed();
  const auto parameter = [&](std::string_view name) {
    const auto found = parameters->find(name);
    return found == parameters->end() ? std::string() : found->second;
  };

  Claim claim;
  const std::string keyid = parameter("keyid");
  const std::size_t slash = keyid.find('/');
  if (slash == std::string::npos) return malformed();
  claim.school = keyid.substr(0, slash);
  claim.device = keyid.substr(slash + 1);
  const std::string tag = parameter("tag");
  const std::string alg = parameter("alg");
  const std::string created = parameter("created");
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(created.data(), created.data() + created.size(), seconds);
  constexpr std::int64_t latest = 32'503'680'000;  // the year 3000
  if (!isLocalId(claim.school) || !isLocalId(claim.device) || !tag.starts_with(tagPrefix) ||
      (!alg.empty() && alg != "ed25519") || created.empty() || error != std::errc{} || *end != '\0' ||
      seconds > latest || parameter("nonce").size() < 16) {
    return malformed();
  }
  claim.created = WallTime(std::chrono::seconds(seconds));
  claim.serverKeyId = tag.substr(tagPrefix.size());
  if (signature.size() < 2 || signature.front() != ':' || signature.back() != ':') return malformed();
  const auto bytes = fromBase64(signature.substr(1, signature.size() - 2), Base64::padded);
  if (!bytes || bytes->size() != seal::signatureBytes) return malformed();
  claim.signature = *bytes;
  claim.base = signatureBase(components, input);
  return claim;
}

Status verifyClaim(const Claim& claim, const seal::VerifyKey& key, std::string_view serverKeyId, WallTime now) {
  if (claim.serverKeyId != serverKeyId)
    return Fault{FaultCode::notTrusted, "The request was signed for another server."};
  if (!seal::verify(key, viewOf(claim.base), claim.signature)) {
    return Fault{FaultCode::notTrusted, "The request's signature is not this device's."};
  }
  if (claim.created > now + maxSignatureAge || claim.created < now - maxSignatureAge) {
    return Fault{FaultCode::timedOut, "The request was signed at another time than the server's."};
  }
  return {};
}

}  // namespace pillarbox::wire
