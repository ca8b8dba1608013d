// Result<T>: a value or a Fault. Ignoring one does not compile.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "shared/base/fault.h"

namespace pillarbox {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Fault fault) : m_state(std::in_place_index<1>, std::move(fault)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return m_state.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(m_state); }
  const T& value() const& { return std::get<0>(m_state); }
  T&& value() && { return std::get<0>(std::move(m_state)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Fault& fault() const { return std::get<1>(m_state); }

 private:
  std::variant<T, Fault> m_state;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Fault fault) : m_fault(std::move(fault)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return !m_fault.has_value(); }
  explicit operator bool() const { return ok(); }
  const Fault& fault() const { return *m_fault; }

 private:
  std::optional<Fault> m_fault;
};

using Status = Result<void>;

// `PB_TRY(x)` returns the Fault of x from the enclosing function, or goes on.
// `PB_TRY_VALUE(auto name, x)` also binds the value.
#define PB_JOIN2(a, b) a##b
#define PB_JOIN(a, b) PB_JOIN2(a, b)
#define PB_TRY(expression)                                     \
  do {                                                         \
    auto&& pbTry = (expression);                               \
    if (!pbTry.ok()) return ::pillarbox::Fault(pbTry.fault()); \
  } while (false)
#define PB_TRY_VALUE(declaration, expression)                                                      \
  auto PB_JOIN(pbTry, __LINE__) = (expression);                                                    \
  if (!PB_JOIN(pbTry, __LINE__).ok()) return ::pillarbox::Fault(PB_JOIN(pbTry, __LINE__).fault()); \
  declaration = std::move(*PB_JOIN(pbTry, __LINE__))

}  // namespace pillarbox
