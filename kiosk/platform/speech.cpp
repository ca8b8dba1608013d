#include "kiosk/platform/speech.h"

#include <SDL.h>
#include <espeak-ng/speak_lib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "shared/base/secret_bytes.h"

namespace pillarbox::platform {
namespace {

// Slower than espeak-ng's usual 175 words a minute: it is heard once, by somebody who is upset.
constexpr int wordsPerMinute = 160;
constexpr std::uint32_t aheadMs = 200;  // of sound waits in the device; the rest is made when there is room
constexpr auto step = std::chrono::milliseconds(20);
constexpr Uint16 deviceSamples = 512;

struct Word {
  std::size_t sample = 0;  // where in the passage's sound it begins
  std::size_t position = 0, length = 0;
};

// One passage's sound, as espeak-ng makes it.
struct Sound {
  std::vector<std::int16_t> samples;
  std::vector<Word> words;
  int rate = 22'050;
  const std::atomic<bool>* stopped = nullptr;
};

int take(short* samples, int count, espeak_EVENT* events) {
  auto* sound = static_cast<Sound*>(events->user_data);
  if (sound == nullptr) return 0;
  for (; events->type != espeakEVENT_LIST_TERMINATED; ++events) {
    if (events->type != espeakEVENT_WORD || events->text_position < 1) continue;
    const auto at = static_cast<std::size_t>(std::max(events->audio_position, 0));
    sound->words.push_back({at * static_cast<std::size_t>(sound->rate) / 1000,
                            static_cast<std::size_t>(events->text_position - 1),
                            static_cast<std::size_t>(std::max(events->length, 0))});
  }
  if (samples != nullptr && count > 0) sound->samples.insert(sound->samples.end(), samples, samples + count);
  return sound->stopped != nullptr && *sound->stopped ? 1 : 0;
}

struct Device {
  SDL_AudioDeviceID id = 0;
  ~Device() {
    if (id != 0) SDL_CloseAudioDevice(id);
  }
};

// Samples a second, or no more than 0 if there is no voice. Once for the life of the program: espeak_Terminate() waits
// for ever for a thread of the library's own that has not got going yet (seen on a busy machine), and what it would
// free, the library has in hand until the end.
int startLibrary() {
  static const int rate = [] {
    const int begun = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr, espeakINITIALIZE_DONT_EXIT);
    if (begun > 0) {
      espeak_SetSynthCallback(take);
      espeak_SetParameter(espeakRATE, wordsPerMinute, 0);
    }
    return begun;
  }();
  return rate;
}

}  // namespace

class Speech::Thread {
 public:
  explicit Thread(std::function<void(Heard)> heard) : m_heard(std::move(heard)) {
    m_thread = std::jthread([this](const std::stop_token& over) { run(over); });
  }
  ~Thread() {
    tell(std::nullopt);
    m_thread.request_stop();
  }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  struct Task {
    std::vector<Passage> passages;
    std::string language;
  };
  void tell(std::optional<Task> task) {
    {
      const std::lock_guard lock(m_guard);
      if (m_next) forget(*m_next);
      m_next = std::move(task);
      m_stopped = true;
    }
    m_wake.notify_all();
  }

 private:
  static void forget(Task& task) {
    for (Passage& passage : task.passages) wipe(passage.text);
  }

  void run(const std::stop_token& over) {
    while (!over.stop_requested()) {
      Task task;
      {
        std::unique_lock lock(m_guard);
        if (!m_wake.wait(lock, over, [this] { return m_next.has_value(); })) break;
        task = std::move(*m_next);
        m_next.reset();
        m_stopped = false;
      }
      const bool fine = start();
      for (const Passage& passage : task.passages) {
        if (!fine || m_stopped) break;
        read(passage, task.language);
      }
      forget(task);
      if (fine) sayNothing();
      m_heard({false, !fine, {}, 0, 0});
    }
    m_device.reset();
    if (m_audio) SDL_QuitSubSystem(SDL_INIT_AUDIO);
  }

  bool start() {
    if (m_rate <= 0) {
      m_rate = startLibrary();
      if (m_rate <= 0) return false;
    }
    if (!m_audio) m_audio = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
    if (!m_audio) return false;
    if (m_device && SDL_GetAudioDeviceStatus(m_device->id) != SDL_AUDIO_STOPPED) return true;
    SDL_AudioSpec wanted{};
    wanted.freq = m_rate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = deviceSamples;
    m_device = std::make_unique<Device>();
    m_device->id = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (m_device->id == 0) m_device.reset();
    return m_device != nullptr;
  }

  void synthesise(const std::string& text, Sound& sound) const {
    sound.rate = m_rate;
    espeak_Synth(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakENDPAUSE, nullptr,
                 &sound);
  }

  void read(const Passage& passage, const std::string& language) {
    if (espeak_SetVoiceByName(language == "cy" ? "cy" : "en-gb") != EE_OK) espeak_SetVoiceByName("en");
    Sound sound;
    sound.stopped = &m_stopped;
    synthesise(passage.text, sound);
    play(passage.id, sound);
    if (!sound.samples.empty()) secureWipe(sound.samples);
  }

  static void secureWipe(std::vector<std::int16_t>& samples) {
    volatile std::int16_t* at = samples.data();
    for (std::size_t i = 0; i < samples.size(); ++i) at[i] = 0;
  }

  void play(const std::string& id, const Sound& sound) {
    const SDL_AudioDeviceID device = m_device->id;
    const std::size_t ahead = static_cast<std::size_t>(m_rate) * aheadMs / 1000;
    std::size_t queued = 0;
    std::size_t word = 0;
    SDL_PauseAudioDevice(device, 0);
    m_heard({true, false, id, 0, 0});
    while (!m_stopped) {
      const std::size_t waiting = SDL_GetQueuedAudioSize(device) / sizeof(std::int16_t);
      const std::size_t played = queued - std::min(queued, waiting);
      std::optional<Word> now;
      while (word < sound.words.size() && sound.words[word].sample <= played) now = sound.words[word++];
      if (now) m_heard({true, false, id, now->position, now->length});
      if (queued >= sound.samples.size() && waiting == 0) return;
      if (waiting < ahead && queued < sound.samples.size()) {
        const std::size_t more = std::min(ahead - waiting, sound.samples.size() - queued);
        SDL_QueueAudio(device, sound.samples.data() + queued, static_cast<Uint32>(more * sizeof(std::int16_t)));
        queued += more;
      }
      std::unique_lock lock(m_guard);
      m_wake.wait_for(lock, step, [this] { return m_stopped.load(); });
    }
    SDL_ClearQueuedAudio(device);
    SDL_PauseAudioDevice(device, 1);
  }

  // espeak-ng keeps the last sentence, and SDL the last packets, until others take their place.
  void sayNothing() {
    Sound nothing;
    std::string filler;
    for (int i = 0; i < 60; ++i) filler += "nothing nothing ";
    synthesise(filler, nothing);
    SDL_PauseAudioDevice(m_device->id, 1);
    const std::vector<std::int16_t> silence(static_cast<std::size_t>(m_rate) * 2 * aheadMs / 1000, 0);
    SDL_QueueAudio(m_device->id, silence.data(), static_cast<Uint32>(silence.size() * sizeof(std::int16_t)));
    SDL_ClearQueuedAudio(m_device->id);
  }

  std::function<void(Heard)> m_heard;
  std::mutex m_guard;
  std::condition_variable_any m_wake;
  std::optional<Task> m_next;
  std::atomic<bool> m_stopped{false};
  int m_rate = 0;
  bool m_audio = false;
  std::unique_ptr<Device> m_device;
  std::jthread m_thread;  // last: it uses all of the above
};

Speech::Speech(std::function<void(Heard)> heard) : m_thread(std::make_unique<Thread>(std::move(heard))) {}
Speech::~Speech() = default;

void Speech::say(std::vector<Passage> passages, std::string language) {
  m_thread->tell(Thread::Task{std::move(passages), std::move(language)});
}
void Speech::stop() {
  m_thread->tell(std::nullopt);
}

}  // namespace pillarbox::platform
