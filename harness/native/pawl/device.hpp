// What a variant that works on a device may export beside its kernel: see the generated header.
#pragma once

#include <dlfcn.h>
#include <string>

namespace pawl {

/// The entry points, null where the library has none. All are called with the state, on the thread that calls the
/// kernel, and never while it is timed.
struct device_exports {
  const char *(*name)(void *) = nullptr;
  const char *(*error)(void *) = nullptr;
  void (*events)(void *, int) = nullptr;
  double (*ns)(void *) = nullptr;

  void look_up(void *handle) {
    find(name, handle, "pawl_device_name");
    find(error, handle, "pawl_device_error");
    find(events, handle, "pawl_device_events");
    find(ns, handle, "pawl_device_ns");
  }

 private:
  template <class F> static void find(F &to, void *handle, const char *symbol) {
    to = reinterpret_cast<F>(dlsym(handle, symbol));
  }
};

/// What a runtime last said has failed; it outlives the state that said so.
inline std::string &device_complaint() {
  static std::string text;
  return text;
}

}  // namespace pawl
