#include "kiosk/desk/transfer_file.h"
#include "shared/record/json_fields.h"
#include "shared/seal/dsse.h"

namespace pillarbox::desk {
namespace {

constexpr std::string_view transferReceiptType = "application/vnd.pillarbox.transfer-receipt+json";

Fault none() {
  return {FaultCode::badInput, "This is not a receipt for a child's file."};
}

}  // namespace

std::string makeTransferReceipt(const TransferReceipt& receipt, const seal::SigningKey& signer) {
  const std::string text = nlohmann::ordered_json{
      {"v", 1},
      {"bundle", receipt.bundle},
      {"file_sha256", receipt.fileSha256},
      {"school", receipt.school},
      {"name", receipt.name},
      {"by", receipt.by},
      {"at",
       formatTime(receipt.at)}}.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return seal::encode(seal::sign(transferReceiptType, viewOf(text), signer));
}

Result<TransferReceipt> readTransferReceipt(std::string_view text) {
  const auto envelope = seal::decode(text);
  if (!envelope || envelope->payloadType != transferReceiptType) return none();
  const auto json = parseJson(textOf(envelope->payload), "The receipt");
  if (!json) return none();
  JsonFields fields(*json, "receipt");
  TransferReceipt receipt;
  std::int64_t version = 0;
  fields.integer("v", version);
  fields.text("bundle", receipt.bundle, 60);
  fields.text("file_sha256", receipt.fileSha256, 64);
  fields.text("school", receipt.school, 100);
  fields.text("name", receipt.name, 200);
  fields.text("by", receipt.by, 200);
  fields.time("at", receipt.at);
  if (!fields.done(JsonFields::Unknown::ignore) || version != 1) return none();
  return receipt;
}

Result<CheckedReceipt> checkTransferReceipt(std::string_view text, const SchoolCard& card) {
  PB_TRY_VALUE(TransferReceipt receipt, readTransferReceipt(text));
  PB_TRY_VALUE(const seal::Envelope envelope, seal::decode(text));
  for (const SchoolCard::Reader& reader : card.readers) {
    const auto key = seal::parseVerifyKey(reader.verifyKey);
    if (key && receipt.school == card.school && seal::verifiedBy(envelope, *key)) {
      return CheckedReceipt{std::move(receipt), reader.name};
    }
  }
  return Fault{FaultCode::notTrusted,
               "Nobody on the other school's card has signed this receipt. Ring them and write down that it arrived."};
}

}  // namespace pillarbox::desk
