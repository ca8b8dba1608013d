#include "kiosk/softkey/softkey.h"

#include <tss2/tss2_esys.h>
#include <tss2/tss2_mu.h>
#include <tss2/tss2_tctildr.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "shared/seal/hkdf.h"

namespace pillarbox::softkey {
namespace {

constexpr std::string_view magic = "pillarbox-softkey v1\n";
constexpr std::size_t saltBytes = 16;
constexpr std::size_t authBytes = 32;
constexpr TPMI_AES_KEY_BITS aesBits = 128;

struct CloseTcti {
  void operator()(TSS2_TCTI_CONTEXT* tcti) const { Tss2_TctiLdr_Finalize(&tcti); }
};
struct CloseEsys {
  void operator()(ESYS_CONTEXT* esys) const { Esys_Finalize(&esys); }
};
struct FreeEsys {
  void operator()(void* memory) const { Esys_Free(memory); }
};
// What the TPM gave in clear.
struct FreeSecret {
  void operator()(TPM2B_SENSITIVE_DATA* data) const {
    explicit_bzero(data, sizeof *data);
    Esys_Free(data);
  }
};

Fault noTpm() {
  return {FaultCode::notFound, "This device has no security chip (TPM 2.0) that Pillarbox can use."};
}

// Only the error itself: which handle, session or parameter it was about is left out (TPM 2.0 Library part 2, 6.6).
bool isError(TSS2_RC code, TPM2_RC error) {
  if ((code & TSS2_RC_LAYER_MASK) != 0) return false;
  if ((code & TPM2_RC_FMT1) != 0) return (code & (TPM2_RC_FMT1 | 0x3F)) == error;
  return code == error;
}

Fault faultOf(TSS2_RC code) {
  if (isError(code, TPM2_RC_LOCKOUT)) {
    return {FaultCode::retryLater,
            "There were too many wrong passphrases on this device. Use your key card, or try again later."};
  }
  if (isError(code, TPM2_RC_AUTH_FAIL) || isError(code, TPM2_RC_BAD_AUTH)) {
    return {FaultCode::wrongSecret, "That passphrase does not fit."};
  }
  return {FaultCode::notFound, "This device's security chip does not know this person. Use your key card."};
}

// An object or a session in the TPM; flushed when it goes.
class Held {
 public:
  Held(ESYS_CONTEXT* esys, ESYS_TR handle) : m_esys(esys), m_handle(handle) {}
  ~Held() {
    if (m_handle != ESYS_TR_NONE) Esys_FlushContext(m_esys, m_handle);
  }
  Held(Held&& other) noexcept : m_esys(other.m_esys), m_handle(std::exchange(other.m_handle, ESYS_TR_NONE)) {}
  Held& operator=(Held&&) = delete;
  ESYS_TR get() const { return m_handle; }

 private:
  ESYS_CONTEXT* m_esys;
  ESYS_TR m_handle;
};

struct Tpm {
  std::unique_ptr<TSS2_TCTI_CONTEXT, CloseTcti> tcti;
  std::unique_ptr<ESYS_CONTEXT, CloseEsys> esys;
};

Result<Tpm> open(const std::string& where) {
  // The library says on standard error what it cannot open; having no TPM is nothing to complain of.
  ::setenv("TSS2_LOG", "all+NONE", 0);
  Tpm tpm;
  TSS2_TCTI_CONTEXT* tcti = nullptr;
  if (Tss2_TctiLdr_Initialize(where.c_str(), &tcti) != TSS2_RC_SUCCESS) return noTpm();
  tpm.tcti.reset(tcti);
  ESYS_CONTEXT* esys = nullptr;
  if (Esys_Initialize(&esys, tcti, nullptr) != TSS2_RC_SUCCESS) return noTpm();
  tpm.esys.reset(esys);
  // A chip behind the kernel's resource manager has been started; started again it says that it was.
  const TSS2_RC started = Esys_Startup(esys, TPM2_SU_CLEAR);
  if (started != TSS2_RC_SUCCESS && !isError(started, TPM2_RC_INITIALIZE)) return noTpm();
  return tpm;
}

Result<Held> storageRootKey(const Tpm& tpm) {
  TPM2B_PUBLIC wanted{};
  TPMT_PUBLIC& area = wanted.publicArea;
  area.type = TPM2_ALG_ECC;
  area.nameAlg = TPM2_ALG_SHA256;
  area.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_SENSITIVEDATAORIGIN |
                          TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA | TPMA_OBJECT_RESTRICTED | TPMA_OBJECT_DECRYPT;
  area.parameters.eccDetail.symmetric.algorithm = TPM2_ALG_AES;
  area.parameters.eccDetail.symmetric.keyBits.aes = aesBits;
  area.parameters.eccDetail.symmetric.mode.aes = TPM2_ALG_CFB;
  area.parameters.eccDetail.scheme.scheme = TPM2_ALG_NULL;
  area.parameters.eccDetail.curveID = TPM2_ECC_NIST_P256;
  area.parameters.eccDetail.kdf.scheme = TPM2_ALG_NULL;
  const TPM2B_SENSITIVE_CREATE nothing{};
  const TPM2B_DATA noData{};
  const TPML_PCR_SELECTION noRegisters{};
  ESYS_TR made = ESYS_TR_NONE;
  const TSS2_RC code =
      Esys_CreatePrimary(tpm.esys.get(), ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &nothing,
                         &wanted, &noData, &noRegisters, &made, nullptr, nullptr, nullptr, nullptr);
  if (code != TSS2_RC_SUCCESS) return noTpm();
  return Held(tpm.esys.get(), made);
}

// Salted with the storage root key: whoever listens to the wires can follow neither what is sent nor what is given.
Result<Held> session(const Tpm& tpm, const Held& root) {
  TPMT_SYM_DEF symmetric{};
  symmetric.algorithm = TPM2_ALG_AES;
  symmetric.keyBits.aes = aesBits;
  symmetric.mode.aes = TPM2_ALG_CFB;
  ESYS_TR made = ESYS_TR_NONE;
  const TSS2_RC code = Esys_StartAuthSession(tpm.esys.get(), root.get(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                             ESYS_TR_NONE, nullptr, TPM2_SE_HMAC, &symmetric, TPM2_ALG_SHA256, &made);
  if (code != TSS2_RC_SUCCESS) return noTpm();
  Held held(tpm.esys.get(), made);
  const TPMA_SESSION attributes = TPMA_SESSION_CONTINUESESSION | TPMA_SESSION_DECRYPT | TPMA_SESSION_ENCRYPT;
  if (Esys_TRSess_SetAttributes(tpm.esys.get(), made, attributes, 0xFF) != TSS2_RC_SUCCESS) return noTpm();
  return held;
}

TPM2B_AUTH authOf(const SecretBytes& passphrase, BytesView salt) {
  const SecretBytes derived = seal::hkdfSha256(passphrase.view(), salt, "pillarbox soft key v1", authBytes);
  TPM2B_AUTH auth{};
  auth.size = authBytes;
  std::memcpy(auth.buffer, derived.data(), authBytes);
  return auth;
}

void putBlob(Bytes& out, const std::uint8_t* bytes, std::size_t count) {
  out.push_back(static_cast<std::uint8_t>(count >> 8));
  out.push_back(static_cast<std::uint8_t>(count));
  out.insert(out.end(), bytes, bytes + count);
}

std::optional<BytesView> takeBlob(BytesView& rest) {
  if (rest.size() < 2) return std::nullopt;
  const std::size_t count = static_cast<std::size_t>(rest[0]) << 8 | rest[1];
  if (rest.size() - 2 < count) return std::nullopt;
  const BytesView blob = rest.subspan(2, count);
  rest = rest.subspan(2 + count);
  return blob;
}

}  // namespace

std::string whereTheTpmIs() {
  const char* said = std::getenv("PILLARBOX_TPM");
  return said != nullptr ? said : "device:/dev/tpmrm0";
}

bool available(const std::string& tpm) {
  const Result<Tpm> opened = open(tpm);
  return opened.ok() && storageRootKey(*opened).ok();
}

Result<Bytes> seal(const std::string& tpm, const SecretBytes& secret, const SecretBytes& passphrase, Random& random) {
  if (secret.size() > maxSecretBytes) return Fault{FaultCode::tooLarge, "The secret is too long for a TPM."};
  PB_TRY_VALUE(const Tpm opened, open(tpm));
  PB_TRY_VALUE(const Held root, storageRootKey(opened));
  PB_TRY_VALUE(const Held guarded, session(opened, root));
  const Bytes salt = random.bytes(saltBytes);

  TPM2B_SENSITIVE_CREATE sensitive{};
  sensitive.sensitive.userAuth = authOf(passphrase, salt);
  sensitive.sensitive.data.size = static_cast<UINT16>(secret.size());
  std::memcpy(sensitive.sensitive.data.buffer, secret.data(), secret.size());
  TPM2B_PUBLIC wanted{};
  wanted.publicArea.type = TPM2_ALG_KEYEDHASH;
  wanted.publicArea.nameAlg = TPM2_ALG_SHA256;
  wanted.publicArea.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_USERWITHAUTH;
  wanted.publicArea.parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_NULL;
  const TPM2B_DATA noData{};
  const TPML_PCR_SELECTION noRegisters{};
  TPM2B_PRIVATE* rawPrivate = nullptr;
  TPM2B_PUBLIC* rawPublic = nullptr;
  const TSS2_RC code = Esys_Create(opened.esys.get(), root.get(), guarded.get(), ESYS_TR_NONE, ESYS_TR_NONE, &sensitive,
                                   &wanted, &noData, &noRegisters, &rawPrivate, &rawPublic, nullptr, nullptr, nullptr);
  explicit_bzero(&sensitive, sizeof sensitive);
  const std::unique_ptr<TPM2B_PRIVATE, FreeEsys> privatePart(rawPrivate);
  const std::unique_ptr<TPM2B_PUBLIC, FreeEsys> publicPart(rawPublic);
  if (code != TSS2_RC_SUCCESS) return faultOf(code);

  std::uint8_t marshalled[sizeof(TPM2B_PUBLIC)];
  std::size_t length = 0;
  if (Tss2_MU_TPM2B_PUBLIC_Marshal(publicPart.get(), marshalled, sizeof marshalled, &length) != TSS2_RC_SUCCESS) {
    return noTpm();
  }
  Bytes file = bytesOf(magic);
  file.insert(file.end(), salt.begin(), salt.end());
  putBlob(file, marshalled, length);
  putBlob(file, privatePart->buffer, privatePart->size);
  return file;
}

Result<SecretBytes> unseal(const std::string& tpm, BytesView file, const SecretBytes& passphrase) {
  const Fault notOne{FaultCode::badInput, "This is not a soft key's file."};
  if (!textOf(file).starts_with(magic) || file.size() < magic.size() + saltBytes) return notOne;
  const BytesView salt = file.subspan(magic.size(), saltBytes);
  BytesView rest = file.subspan(magic.size() + saltBytes);
  const std::optional<BytesView> publicBlob = takeBlob(rest);
  const std::optional<BytesView> privateBlob = publicBlob ? takeBlob(rest) : std::nullopt;
  TPM2B_PUBLIC publicPart{};
  TPM2B_PRIVATE privatePart{};
  std::size_t offset = 0;
  if (!privateBlob || !rest.empty() || privateBlob->size() > sizeof privatePart.buffer ||
      Tss2_MU_TPM2B_PUBLIC_Unmarshal(publicBlob->data(), publicBlob->size(), &offset, &publicPart) != TSS2_RC_SUCCESS) {
    return notOne;
  }
  privatePart.size = static_cast<UINT16>(privateBlob->size());
  std::memcpy(privatePart.buffer, privateBlob->data(), privateBlob->size());

  PB_TRY_VALUE(const Tpm opened, open(tpm));
  PB_TRY_VALUE(const Held root, storageRootKey(opened));
  PB_TRY_VALUE(const Held guarded, session(opened, root));
  ESYS_TR loaded = ESYS_TR_NONE;
  TSS2_RC code = Esys_Load(opened.esys.get(), root.get(), guarded.get(), ESYS_TR_NONE, ESYS_TR_NONE, &privatePart,
                           &publicPart, &loaded);
  if (code != TSS2_RC_SUCCESS) return faultOf(code);
  const Held object(opened.esys.get(), loaded);
  TPM2B_AUTH auth = authOf(passphrase, salt);
  code = Esys_TR_SetAuth(opened.esys.get(), loaded, &auth);
  explicit_bzero(&auth, sizeof auth);
  if (code != TSS2_RC_SUCCESS) return faultOf(code);
  // Nothing that goes to the TPM here is to be hidden; what comes is.
  const TPMA_SESSION attributes = TPMA_SESSION_CONTINUESESSION | TPMA_SESSION_ENCRYPT;
  Esys_TRSess_SetAttributes(opened.esys.get(), guarded.get(), attributes, 0xFF);
  TPM2B_SENSITIVE_DATA* raw = nullptr;
  code = Esys_Unseal(opened.esys.get(), loaded, guarded.get(), ESYS_TR_NONE, ESYS_TR_NONE, &raw);
  const std::unique_ptr<TPM2B_SENSITIVE_DATA, FreeSecret> secret(raw);
  if (code != TSS2_RC_SUCCESS) return faultOf(code);
  return SecretBytes::copyOf(BytesView(secret->buffer, secret->size));
}

}  // namespace pillarbox::softkey
