#include "kiosk/platform/scaling.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

namespace pillarbox::platform {

namespace {

static_assert(std::endian::native == std::endian::little);  // ARGB8888 is B, G, R, A in memory

// Pixels with `channels` bytes each, borrowed.
struct View {
  const std::uint8_t* data = nullptr;
  int width = 0, height = 0;
  std::ptrdiff_t stride = 0;
  const std::uint8_t* row(int y) const { return data + y * stride; }
};

// Where output pixel i lies in the input: the pixel before it, the one after, and how near (of 256) the second is.
struct Tap {
  int before = 0, after = 0;
  unsigned part = 0;
};

std::vector<Tap> tapsOf(float from, float span, int count, int size) {
  std::vector<Tap> taps(static_cast<std::size_t>(count));
  const float step = span / static_cast<float>(count);
  for (int i = 0; i < count; ++i) {
    const float at =
        std::clamp(from + (static_cast<float>(i) + 0.5F) * step - 0.5F, 0.0F, static_cast<float>(size - 1));
    const int before = static_cast<int>(at);
    taps[static_cast<std::size_t>(i)] = {before, std::min(before + 1, size - 1),
                                         static_cast<unsigned>((at - static_cast<float>(before)) * 256)};
  }
  return taps;
}

// Each `by`×`by` pixels become their mean; an incomplete rim is left out.
template <int channels>
std::vector<std::uint8_t> averaged(View in, int by, int& width, int& height) {
  width = in.width / by;
  height = in.height / by;
  const auto rowBytes = static_cast<std::size_t>(width) * channels;
  std::vector<std::uint8_t> out(rowBytes * static_cast<std::size_t>(height));
  std::vector<unsigned> sums(rowBytes);
  const unsigned all = static_cast<unsigned>(by * by);
  for (int y = 0; y < height; ++y) {
    std::fill(sums.begin(), sums.end(), 0U);
    for (int dy = 0; dy < by; ++dy) {
      const std::uint8_t* p = in.row(y * by + dy);
      for (std::size_t x = 0; x < rowBytes; x += channels) {
        for (int dx = 0; dx < by; ++dx, p += channels) {
          for (std::size_t c = 0; c < channels; ++c) sums[x + c] += p[c];
        }
      }
    }
    std::uint8_t* to = out.data() + rowBytes * static_cast<std::size_t>(y);
    for (std::size_t i = 0; i < rowBytes; ++i) to[i] = static_cast<std::uint8_t>((sums[i] + all / 2) / all);
  }
  return out;
}

constexpr std::uint32_t opaque = 0xff000000U;

// Four channels at once: two in each half-filled 32-bit word. `part` of 256 of the second.
std::uint32_t blend(std::uint32_t a, std::uint32_t b, std::uint32_t part) {
  constexpr std::uint32_t mask = 0x00ff00ffU;
  const std::uint32_t even = (((a & mask) * (256 - part) + (b & mask) * part) >> 8) & mask;
  const std::uint32_t odd = (((a >> 8) & mask) * (256 - part) + ((b >> 8) & mask) * part) & ~mask;
  return even | odd;
}

template <int channels>
void bilinear(View in, ui::Rect source, std::uint8_t* out, int width, int height, int pitch) {
  const std::vector<Tap> across = tapsOf(source.x, source.w, width, in.width);
  const std::vector<Tap> down = tapsOf(source.y, source.h, height, in.height);
  for (int y = 0; y < height; ++y) {
    const Tap& row = down[static_cast<std::size_t>(y)];
    const std::uint8_t* upper = in.row(row.before);
    const std::uint8_t* lower = in.row(row.after);
    auto* to = reinterpret_cast<std::uint32_t*>(out + static_cast<std::ptrdiff_t>(y) * pitch);
    for (const Tap& tap : across) {
      if constexpr (channels == 1) {
        const unsigned top = upper[tap.before] * (256 - tap.part) + upper[tap.after] * tap.part;
        const unsigned bottom = lower[tap.before] * (256 - tap.part) + lower[tap.after] * tap.part;
        *to++ = opaque | ((top * (256 - row.part) + bottom * row.part) >> 16) * 0x010101U;
      } else {
        const auto pixel = [](const std::uint8_t* line, int x) {
          std::uint32_t value = 0;
          std::memcpy(&value, line + static_cast<std::ptrdiff_t>(x) * 4, 4);
          return value;
        };
        const std::uint32_t top = blend(pixel(upper, tap.before), pixel(upper, tap.after), tap.part);
        const std::uint32_t bottom = blend(pixel(lower, tap.before), pixel(lower, tap.after), tap.part);
        *to++ = opaque | blend(top, bottom, row.part);
      }
    }
  }
}

template <int channels>
void scale(View in, ui::Rect source, std::uint8_t* out, int width, int height, int pitch) {
  const int by = static_cast<int>(
      std::max(1.0F, std::min(source.w / static_cast<float>(width), source.h / static_cast<float>(height))));
  if (by < 2) return bilinear<channels>(in, source, out, width, height, pitch);
  // Only what is shown is averaged.
  const int left = std::max(0, static_cast<int>(source.x)), top = std::max(0, static_cast<int>(source.y));
  View part = in;
  part.data = in.row(top) + static_cast<std::ptrdiff_t>(left) * channels;
  part.width = std::min(in.width - left, static_cast<int>(std::ceil(source.x + source.w)) - left);
  part.height = std::min(in.height - top, static_cast<int>(std::ceil(source.y + source.h)) - top);
  int smallWidth = 0, smallHeight = 0;
  std::vector<std::uint8_t> small = averaged<channels>(part, by, smallWidth, smallHeight);
  if (smallWidth < 1 || smallHeight < 1) return bilinear<channels>(in, source, out, width, height, pitch);
  const auto less = static_cast<float>(by);
  bilinear<channels>({small.data(), smallWidth, smallHeight, std::ptrdiff_t{smallWidth} * channels},
                     {(source.x - static_cast<float>(left)) / less, (source.y - static_cast<float>(top)) / less,
                      source.w / less, source.h / less},
                     out, width, height, pitch);
}

}  // namespace

void scalePicture(const ui::Picture& picture, ui::Rect source, std::uint8_t* out, int width, int height, int pitch) {
  const View in{picture.pixels->data(), picture.width, picture.height, picture.stride};
  if (picture.format == ui::Picture::Format::grey) {
    scale<1>(in, source, out, width, height, pitch);
  } else {
    scale<4>(in, source, out, width, height, pitch);
  }
}

}  // namespace pillarbox::platform
