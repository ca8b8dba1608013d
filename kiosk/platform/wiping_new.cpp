// The idea is KeePassXC's (core/Alloc.cpp): strings, vectors and shared state hold pieces of what was written, so every
// freed block is overwritten. In an object of its own: whatever does not refer to wipingAllocatorPresent() need not
// link it.
#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <new>

#include "kiosk/platform/hardening.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PILLARBOX_NO_WIPING 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define PILLARBOX_NO_WIPING 1
#endif
#endif

namespace pillarbox::platform {

bool wipingAllocatorPresent() {
#ifdef PILLARBOX_NO_WIPING
  return false;
#else
  return true;
#endif
}

}  // namespace pillarbox::platform

#ifndef PILLARBOX_NO_WIPING

namespace {

void* take(std::size_t size) noexcept {
  return std::malloc(size == 0 ? 1 : size);
}

void* takeAligned(std::size_t size, std::align_val_t alignment) noexcept {
  const auto to = static_cast<std::size_t>(alignment);
  return std::aligned_alloc(to, (size + to - 1) / to * to + (size == 0 ? to : 0));
}

void* orThrow(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void wipeAndFree(void* memory) noexcept {
  if (memory == nullptr) return;
  ::explicit_bzero(memory, ::malloc_usable_size(memory));
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
  return orThrow(take(size));
}
void* operator new[](std::size_t size) {
  return orThrow(take(size));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return take(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return take(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return orThrow(takeAligned(size, alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return orThrow(takeAligned(size, alignment));
}
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return takeAligned(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return takeAligned(size, alignment);
}
void operator delete(void* memory) noexcept {
  wipeAndFree(memory);
}
void operator delete[](void* memory) noexcept {
  wipeAndFree(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  wipeAndFree(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  wipeAndFree(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  wipeAndFree(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
  wipeAndFree(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  wipeAndFree(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  wipeAndFree(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  wipeAndFree(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
  wipeAndFree(memory);
}
void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
  wipeAndFree(memory);
}
void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
  wipeAndFree(memory);
}

#endif
