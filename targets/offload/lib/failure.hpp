// What goes wrong on a device, on its way to the harness: thrown inside a variant, kept at its border.
#pragma once

#include <stdexcept>
#include <string>

namespace offload {

/// In the runtime's own words.
struct failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What this library saw fail last; empty: nothing. It stays, as most errors of a device do.
inline std::string &last_failure() {
  static std::string text;
  return text;
}

/// What `work` returns, or zero where it throws, since no exception may leave an extern "C" function.
template <class F>
inline auto kept(F &&work) noexcept -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception &error) {
    last_failure() = error.what();
  } catch (...) {
    last_failure() = "an exception without a text";
  }
  return decltype(work())();
}

}  // namespace offload
