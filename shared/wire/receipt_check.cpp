#include "shared/wire/receipt_check.h"

#include <charconv>

namespace pillarbox::wire {

namespace {

Fault notTrusted(std::string_view sentence) {
  return Fault{FaultCode::notTrusted, std::string(sentence)};
}

bool isHead(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool takeNumber(std::string_view& text, std::int64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || out < 0 || end == text.data() + text.size() || *end != ' ') return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return true;
}

}  // namespace

std::string formatKnownHead(const KnownHead& head) {
  return std::to_string(head.epoch) + ' ' + std::to_string(head.index) + ' ' + head.head;
}

Result<KnownHead> parseKnownHead(std::string_view text) {
  KnownHead head;
  if (!takeNumber(text, head.epoch) || !takeNumber(text, head.index) || !(isHead(text) || text.empty())) {
    return Fault{FaultCode::badInput, "The stored head of the server's chain is malformed."};
  }
  head.head = std::string(text);
  return head;
}

Result<CheckedReceipt> checkReceipt(std::string_view envelope, const seal::VerifyKey& serverKey,
                                    std::string_view expectedId, std::string_view expectedSlipSha256,
                                    std::string_view school, const KnownHead& known) {
  PB_TRY_VALUE(const seal::Envelope document, seal::decode(envelope));
  if (document.payloadType != receiptType) return Fault{FaultCode::badInput, "The document is not a receipt."};
  if (!seal::verifiedBy(document, serverKey)) return notTrusted("The receipt is not signed by this school's server.");
  PB_TRY_VALUE(const Receipt receipt, decodeReceipt(textOf(document.payload)));
  if (receipt.id != expectedId || receipt.slipSha256 != expectedSlipSha256) {
    return notTrusted("The receipt is for another posting.");
  }
  if (receipt.head != nextHead(school, receipt.epoch, receipt.index, receipt.previousHead, receipt.slipSha256)) {
    return notTrusted("The receipt does not follow from the chain it names.");
  }
  CheckedReceipt checked{receipt, known};
  if (receipt.epoch == known.epoch && receipt.index == known.index && receipt.head != known.head) {
    return notTrusted("The server has given two postings the same place in its chain.");
  }
  if (receipt.epoch == known.epoch && receipt.index == known.index + 1 && receipt.previousHead != known.head) {
    return notTrusted("The receipt does not follow the last one this device knows.");
  }
  const bool newer = receipt.epoch > known.epoch || (receipt.epoch == known.epoch && receipt.index > known.index);
  if (newer) checked.head = KnownHead{receipt.epoch, receipt.index, receipt.head};
  return checked;
}

}  // namespace pillarbox::wire
