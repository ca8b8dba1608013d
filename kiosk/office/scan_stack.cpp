#include "kiosk/office/scan_stack.h"

#include <algorithm>
#include <optional>

namespace pillarbox::office {

namespace {

std::string pageWords(const ScannedPage& page) {
  return "Page " + std::to_string(page.pageNo) + " of the scan";
}

const PaperTick* tickOf(const Entry& entry, std::string_view id) {
  for (const PaperPage& page : entry.pages) {
    for (const PaperTick& tick : page.ticks) {
      if (tick.id == id) return &tick;
    }
  }
  return nullptr;
}
bool ticked(const Entry& entry, std::string_view id) {
  const PaperTick* tick = tickOf(entry, id);
  return tick != nullptr && tick->state == TickState::yes;
}
bool perhaps(const Entry& entry, std::string_view id) {
  const PaperTick* tick = tickOf(entry, id);
  return tick != nullptr && tick->state != TickState::no;
}

// The one kind that is surely ticked; nothing if none or several are.
std::string kindTicked(const Entry& entry) {
  constexpr std::string_view prefix = "kind.";
  std::string kind;
  for (const PaperPage& page : entry.pages) {
    for (const PaperTick& tick : page.ticks) {
      if (tick.state != TickState::yes || !tick.id.starts_with(prefix)) continue;
      if (!kind.empty()) return {};
      kind = tick.id.substr(prefix.size());
    }
  }
  return kind;
}

std::string suggestionOf(const Entry& entry, std::string_view id) {
  for (const PaperPage& page : entry.pages) {
    for (const PaperField& field : page.fields) {
      if (field.id == id && !field.suggestion.empty()) return field.suggestion;
    }
  }
  return {};
}

struct Sorting {
  std::span<const ScannedPage> pages;
  std::vector<Bundle> bundles;
  std::map<std::string, std::size_t> bySerial;

  bool has(const Bundle& bundle, int side) const {
    return std::any_of(bundle.pages.begin(), bundle.pages.end(),
                       [&](std::size_t i) { return pages[i].page.form && pages[i].page.form->side == side; });
  }
  // A side whose number could not be read belongs to the sheet before it in the same file, if that lacks this side.
  std::optional<std::size_t> partnerOf(std::size_t index) const {
    if (bundles.empty()) return std::nullopt;
    const ScannedPage& page = pages[index];
    const Bundle& last = bundles.back();
    const ScannedPage& before = pages[last.pages.back()];
    if (before.file != page.file || before.pageNo + 1 != page.pageNo || !before.page.form) return std::nullopt;
    if (before.page.form->templateId != page.page.form->templateId) return std::nullopt;
    // A front can only begin a sheet; a back that follows another back of the same number cannot be its partner.
    if (page.page.form->side <= before.page.form->side || has(last, page.page.form->side)) return std::nullopt;
    return bundles.size() - 1;
  }
  Bundle& placeForForm(std::size_t index) {
    const PaperForm& form = *pages[index].page.form;
    if (!form.serial.empty()) {
      const auto known = bySerial.find(form.serial);
      if (known != bySerial.end()) return bundles[known->second];
    }
    if (const std::optional<std::size_t> partner = partnerOf(index)) {
      const ScannedPage& before = pages[bundles[*partner].pages.back()];
      const bool oneUnread = form.serial.empty() || before.page.form->serial.empty();
      if (oneUnread) {
        bundles[*partner].remarks.push_back(pageWords(pages[index]) +
                                            " was put with the page before it: one of their sheet numbers could not be "
                                            "read. Please check that they belong together.");
        if (!form.serial.empty()) bySerial[form.serial] = *partner;
        return bundles[*partner];
      }
    }
    if (!form.serial.empty()) bySerial[form.serial] = bundles.size();
    return bundles.emplace_back();
  }
  // Other paper stays with other paper next to it in the same file: a letter of three pages is one letter.
  Bundle& placeForOther(std::size_t index) {
    if (!bundles.empty()) {
      const ScannedPage& before = pages[bundles.back().pages.back()];
      if (!before.page.form && before.file == pages[index].file && bundles.back().pages.size() < mostPagesOfOne) {
        return bundles.back();
      }
    }
    return bundles.emplace_back();
  }
};

void remarkOnSides(const Sorting& sorting, Bundle& bundle, const KnownSheets& known) {
  std::map<std::string, int> times;
  bool any = false, first = false, second = false;
  for (const std::size_t index : bundle.pages) {
    const ScannedPage& page = sorting.pages[index];
    if (!page.page.problem.empty()) bundle.remarks.push_back(pageWords(page) + ": " + page.page.problem);
    if (!page.page.form) continue;
    any = true;
    first = first || page.page.form->side % 2 == 1;
    second = second || page.page.form->side % 2 == 0;
    if (page.page.form->serial.empty()) continue;
    const std::string key = sheetKey(*page.page.form);
    if (++times[key] == 2) {
      bundle.remarks.push_back("Side " + std::to_string(page.page.form->side) +
                               " of this sheet was in the stack twice. "
                               "Both pictures are kept.");
    }
    if (const auto before = known.find(key); before != known.end() && times[key] == 1) {
      bundle.remarks.push_back("Side " + std::to_string(page.page.form->side) +
                               " of this sheet was scanned before: concern " + before->second + ".");
    }
  }
  if (any && !second) bundle.remarks.emplace_back("The back of this form was not in the stack.");
  if (any && !first) bundle.remarks.emplace_back("The front of this form was not in the stack.");
}

void addDone(Entry& entry) {
  const auto add = [&](std::string_view tick, std::string_view what) {
    if (ticked(entry, tick)) entry.done.push_back({std::string(what), "", "", "ticked on the paper form"});
  };
  add("told.dsl", "told-dsl");
  add("done.spoke-to-child", "spoke-to-child");
  add("done.parent", "rang-parent");
  add("done.advice", "advice-given");
  entry.dslToldInPerson = ticked(entry, "told.dsl");
}

}  // namespace

std::string sheetKey(const PaperForm& form) {
  return form.serial + "/" + std::to_string(form.side);
}

std::vector<Bundle> sortStack(std::span<const ScannedPage> pages, const KnownSheets& known) {
  Sorting sorting{pages, {}, {}};
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].webp.empty()) continue;
    Bundle& bundle = pages[i].page.form ? sorting.placeForForm(i) : sorting.placeForOther(i);
    bundle.pages.push_back(i);
  }
  for (Bundle& bundle : sorting.bundles) {
    std::stable_sort(bundle.pages.begin(), bundle.pages.end(), [&](std::size_t a, std::size_t b) {
      const auto side = [&](std::size_t i) { return pages[i].page.form ? pages[i].page.form->side : 0; };
      return side(a) < side(b);
    });
    remarkOnSides(sorting, bundle, known);
  }
  return std::move(sorting.bundles);
}

Entry entryOf(const Bundle& bundle, std::span<const ScannedPage> pages) {
  Entry entry;
  entry.kind = Kind::concern;
  entry.author = {"", "Name on the paper", "", VerifiedBy::paper};
  for (const std::size_t index : bundle.pages) {
    PaperPage page = pages[index].page;
    page.attachment = "page-" + std::to_string(entry.pages.size() + 1) + ".webp";
    entry.pages.push_back(std::move(page));
  }
  const bool form = std::any_of(entry.pages.begin(), entry.pages.end(), [](const auto& page) { return page.form; });
  entry.account = form ? "This is a paper form from the photocopier. What was written is in the pictures of its pages."
                       : "This is paper from the photocopier that is not one of the school's own forms. It is in the "
                         "pictures of its pages.";
  for (const std::string& remark : bundle.remarks) entry.account += "\n" + remark;
  entry.recordKind = kindTicked(entry);
  entry.urgent = perhaps(entry, "urgent");
  entry.aboutAdult = perhaps(entry, "adult.yes");
  const std::string date = suggestionOf(entry, "happened-date");
  const std::string time = suggestionOf(entry, "happened-time");
  if (!date.empty() || !time.empty()) {
    entry.happenedAt = date + (date.empty() || time.empty() ? "" : " ") + time + " (read by machine from the form)";
  }
  addDone(entry);
  return entry;
}

}  // namespace pillarbox::office
