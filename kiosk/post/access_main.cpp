#include "kiosk/post/access_main.h"

#include "kiosk/ui/language.h"
#include "shared/base/installed.h"

namespace pillarbox::post {

AccessDesk::AccessDesk(const platform::ScreenOptions& options, std::function<void(Heard)> tell,
                       std::function<void(const Event&)> apply)
    : m_options(options), m_tell(std::move(tell)), m_apply(std::move(apply)) {}

AccessReady AccessDesk::ready() const {
  AccessReady ready;
  ready.usual = {m_options.textScale,     m_options.dark, m_options.highContrast, m_options.leftHanded,
                 m_options.reducedMotion, false,          m_options.language};
  for (ui::Language& one : ui::languages(assetsFolder())) {
    ready.languages.push_back({std::move(one.code), std::move(one.name), one.checked});
  }
  ready.earphone = m_options.earphone;
  return ready;
}

void AccessDesk::show(const Looks& looks) {
  m_looks = looks;
  ui::setLanguage(looks.language, assetsFolder());
  if (m_app == nullptr) return;
  m_app->setTextScale(looks.textScale);
  m_app->setTheme(looks.dark, looks.highContrast);
  m_app->setLeftHanded(looks.leftHanded);
}

void AccessDesk::perform(const AccessAsk& ask) {
  if (const auto* looks = std::get_if<ShowLooks>(&ask)) {
    show(looks->looks);
  } else if (const auto* read = std::get_if<ReadAloud>(&ask)) {
    m_asked = *read;
    if (m_app != nullptr) m_app->redraw();
  } else {
    stop();
  }
}

void AccessDesk::stop() {
  m_asked.reset();
  if (m_speech) m_speech->stop();
  if (m_app != nullptr) m_app->highlight({});
}

void AccessDesk::say(std::vector<Spoken> spoken) {
  std::vector<platform::Passage> passages;
  for (Spoken& one : spoken) passages.push_back({std::move(one.id), std::move(one.words)});
  if (passages.empty()) return;
  if (!m_speech) m_speech = std::make_unique<platform::Speech>(m_tell);
  m_speech->say(std::move(passages), m_looks.language);
}

void AccessDesk::hear(const Heard& heard) {
  if (m_app != nullptr) m_app->highlight(heard.reading ? heard.id : std::string(), heard.word, heard.length);
  if (heard.reading == m_reading && !heard.failed) return;
  m_reading = heard.reading;
  m_apply(AccessTold{ReadingChanged{heard.reading, heard.failed}});
}

void AccessDesk::drawn(const ui::Record& record, const State& state) {
  const std::string screen = drawnScreen(state);
  const bool fresh = screen != m_screen;
  m_screen = screen;
  std::string focus;
  std::set<std::string> notices;
  std::vector<Spoken> news;
  for (const ui::Item& item : record.items) {
    if (item.focused) focus = item.id;
    if (item.role != ui::Role::status) continue;
    notices.insert(item.id);
    if (!m_notices.contains(item.id)) news.push_back({item.id, spokenOf(item)});
  }
  const bool moved = focus != m_focus && !focus.empty();
  m_focus = focus;
  m_notices = std::move(notices);
  if (state.cover != Cover::none) return;
  if (m_asked && !state.access.open) {
    const bool written = m_asked->written;
    m_asked.reset();
    return say(spokenOf(record, state, written));
  }
  if (!m_looks.readAloud) return;
  if (fresh) return say(spokenOf(record, state, false));
  if (!news.empty()) return say(std::move(news));
  if (!moved) return;
  const ui::Item* item = record.find(m_focus);
  if (item == nullptr || item->role == ui::Role::field) return;  // what is being typed in is known
  say({{item->id, spokenOf(*item)}});
}

}  // namespace pillarbox::post
