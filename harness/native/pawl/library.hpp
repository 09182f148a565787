// A variant's library: its entry points, and the one way to call the kernel that stores what it returns.
#pragma once

#include "device.hpp"
#include "elsewhere.hpp"
#include "inputs.hpp"
#include "word.hpp"

#include <cfenv>
#include <cstdio>
#include <dlfcn.h>
#include <string>
#include <type_traits>

namespace pawl {

/// Rounding, flush-to-zero and the like as the process began with them, whatever foreign code does in between.
class floating_point_guard {
 public:
  explicit floating_point_guard(const std::fenv_t &environment) : environment_(environment) {
    std::fesetenv(&environment_);
  }
  ~floating_point_guard() { std::fesetenv(&environment_); }
  floating_point_guard(const floating_point_guard &) = delete;
  floating_point_guard &operator=(const floating_point_guard &) = delete;

 private:
  const std::fenv_t &environment_;
};

/// `S` is the kernel's signature as a generated driver declares it.
template <class S> struct library {
  typename S::function kernel = nullptr;
  typename S::creator create = nullptr;
  typename S::destroyer destroy = nullptr;
  typename S::hook before = nullptr;
  device_exports device;
  /// Made for timing; calls under guards make their own.
  void *state = nullptr;

  /// Empty on success, else why the library cannot be used.
  std::string load(const char *from, const char *name) {
    path_ = from;
    symbol_ = name;
    void *handle = dlopen(from, RTLD_NOW | RTLD_LOCAL);
    return handle ? enter(handle) : dlerror();
  }

  /// Goes on with a copy at another address, if there can be one. What is loaded stays: handlers of it may be called.
  void move(std::uint64_t random) {
    if (void *handle = load_elsewhere(path_, random)) enter(handle);
  }

  /// Whether the runtime of its device says that something has failed: `device_complaint` then holds what.
  bool failed(void *with) const {
    const char *const said = device.error ? device.error(with) : nullptr;
    if (said) device_complaint() = said;
    return said != nullptr;
  }

  /// Whether `create` made `with`: 0, or 2 or 4 as `guarded_call`.
  int created(void *with) const { return failed(with) ? 4 : with ? 0 : 2; }

  /// One call with state `with`; what it returns is put into its place in `out`. Returns 0, 3 or 4 as `guarded_call`.
  int call(const inputs &in, void *with, frame &f, const typename S::arguments &a, image_bytes &out) const {
    if constexpr (S::has_before) S::call_hook(before, with, a);
    if constexpr (S::returns_scalar) {
      const auto value = S::call(kernel, with, a);
      std::memcpy(out.data() + S::returns_slot * 8, &value, sizeof value);
    } else if constexpr (S::returns_pointer) {
      // The returned buffer is the last segment: what it holds has no pointers of its own.
      const void *p = S::call(kernel, with, a);
      if (!p && in.segments().back().bytes) return failed(with) ? 4 : 3;
      if (p) std::memcpy(f.segments.back(), p, in.segments().back().bytes);
    } else {
      S::call(kernel, with, a);
    }
    return failed(with) ? 4 : 0;
  }

 private:
  /// Empty on success, else what `handle` lacks.
  std::string enter(void *handle) {
    const auto find = [&](auto &to, const char *name) {
      to = reinterpret_cast<std::remove_reference_t<decltype(to)>>(dlsym(handle, name));
      return to ? std::string() : "it exports no " + std::string(name);
    };
    std::string missing = find(kernel, symbol_.c_str());
    if constexpr (S::has_state) {
      if (missing.empty()) missing = find(create, S::create_name);
      if (missing.empty()) missing = find(destroy, S::destroy_name);
    }
    if constexpr (S::has_before) {
      if (missing.empty()) missing = find(before, S::before_name);
    }
    device.look_up(handle);
    return missing;
  }

  std::string path_, symbol_;
};

}  // namespace pawl
