#include "kiosk/ui/wiping_memory.h"

#include <imgui.h>
#include <string.h>

#include <cstddef>
#include <cstdlib>

namespace pillarbox::ui {
namespace {

constexpr std::size_t header = alignof(std::max_align_t);

void* allocate(std::size_t size, void*) {
  auto* block = static_cast<unsigned char*>(std::malloc(size + header));
  if (block == nullptr) return nullptr;
  *reinterpret_cast<std::size_t*>(block) = size;
  return block + header;
}

void release(void* pointer, void*) {
  if (pointer == nullptr) return;
  auto* block = static_cast<unsigned char*>(pointer) - header;
  explicit_bzero(block, *reinterpret_cast<std::size_t*>(block) + header);
  std::free(block);
}

}  // namespace

void useWipingMemoryForImGui() {
  ImGui::SetAllocatorFunctions(&allocate, &release, nullptr);
}

}  // namespace pillarbox::ui
