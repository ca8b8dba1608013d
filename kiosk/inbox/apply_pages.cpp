#include <algorithm>

#include "kiosk/inbox/apply.h"

namespace pillarbox::inbox {
namespace {

void showPage(State& state, std::string entryId, std::size_t index, Effects& out) {
  const std::string attachment = entryOf(state, entryId)->pages[index].attachment;
  state.inbox.page = PageShown{entryId, index, 1, 0.5, 0, {}};
  if (!attachment.empty()) out.emplace_back(DecodePage{std::move(entryId), attachment, true});
}

// What is in the middle stays on the page; that no empty rim is seen is up to whoever draws it.
void keepOnPage(PageShown& page) {
  page.x = std::clamp(page.x, 0.0, 1.0);
  page.y = std::clamp(page.y, 0.0, 1.0);
}

void on(State& state, PageTapped& event, Effects& out) {
  const Entry* entry = entryOf(state, event.entryId);
  if (state.screen != Screen::concern || entry == nullptr || event.index >= entry->pages.size()) return;
  showPage(state, std::move(event.entryId), event.index, out);
}

void on(State& state, PageClosed&, Effects&) {
  state.inbox.page.reset();
}

void on(State& state, PageTurned& event, Effects& out) {
  if (!state.inbox.page) return;
  const Entry* entry = entryOf(state, state.inbox.page->entryId);
  if (entry == nullptr) return;
  const std::int64_t wanted = static_cast<std::int64_t>(state.inbox.page->index) + event.by;
  if (wanted < 0 || wanted >= static_cast<std::int64_t>(entry->pages.size())) return;
  showPage(state, state.inbox.page->entryId, static_cast<std::size_t>(wanted), out);
}

void on(State& state, PageZoomed& event, Effects&) {
  if (!state.inbox.page) return;
  state.inbox.page->zoom = std::clamp(state.inbox.page->zoom + event.by, 1, mostZoom);
  keepOnPage(*state.inbox.page);
}

void on(State& state, PageMoved& event, Effects&) {
  if (!state.inbox.page) return;
  state.inbox.page->x += event.right;
  state.inbox.page->y += event.down;
  keepOnPage(*state.inbox.page);
}

void on(State& state, PagePixelsArrived& event, Effects&) {
  if (state.screen != Screen::concern && state.screen != Screen::step) return;
  InboxState& inbox = state.inbox;
  if (event.large) {
    const Entry* entry = inbox.page ? entryOf(state, inbox.page->entryId) : nullptr;
    if (entry == nullptr || entry->id != event.entryId ||
        entry->pages[inbox.page->index].attachment != event.attachment) {
      return;
    }
    inbox.page->large = {std::move(event.picture), std::move(event.problem)};
    return;
  }
  const std::string key = pageKey(event.entryId, event.attachment);
  if (inbox.decoding.erase(key) == 0) return;  // of a case that was closed since
  inbox.thumbnails[key] = {std::move(event.picture), std::move(event.problem)};
}

}  // namespace

std::string pageKey(std::string_view entryId, std::string_view attachment) {
  return std::string(entryId).append("/").append(attachment);
}

void forgetPages(State& state) {
  state.inbox.thumbnails.clear();
  state.inbox.decoding.clear();
  state.inbox.page.reset();
}

void askForThumbnails(State& state, Effects& out) {
  const Case* chosen = caseOf(state, state.inbox.chosen);
  if ((state.screen != Screen::concern && state.screen != Screen::step) || chosen == nullptr) return;
  std::vector<std::string> ids{chosen->head};
  ids.insert(ids.end(), chosen->later.begin(), chosen->later.end());
  for (const std::string& id : ids) {
    const Entry* entry = entryOf(state, id);
    if (entry == nullptr) continue;
    for (const PaperPage& page : entry->pages) {
      const std::string key = pageKey(id, page.attachment);
      if (page.attachment.empty() || state.inbox.thumbnails.contains(key)) continue;
      if (state.inbox.decoding.insert(key).second) out.emplace_back(DecodePage{id, page.attachment, false});
    }
  }
}

void on(State& state, PageEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox
