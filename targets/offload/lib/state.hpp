// What every state of a row holds, and the functions through which the harness asks about the device. Behind one of
// opencl.hpp and cuda.hpp, in one source of a variant.
#pragma once

namespace offload {

/// Base of every state: what `create` returns points to it.
struct on_device {
  on_device() : queue(trace) {}

  device::trace trace;
  device::queue queue;
};

/// Memory to write through before an operation, so that nothing it reads lies in the device's caches; none if `cold`
/// is false.
class chiller {
 public:
  explicit chiller(bool cold) : bytes_(cold ? 2 * device::cache_bytes() : 0), memory_(bytes_) {}
  void chill(const device::queue &by) {
    if (bytes_ == 0) return;
    memory_.fill(by, ++value_, bytes_);
    by.finish();
  }

 private:
  std::size_t bytes_;
  device::buffer<unsigned char> memory_;
  unsigned char value_ = 0;
};

/// A new State of these arguments, as `create` returns it; null where the device fails.
template <class State, class... Arguments>
inline void *created(const Arguments &...arguments) noexcept {
  return kept([&]() -> void * { return static_cast<on_device *>(new State(arguments...)); });
}
template <class State>
inline void destroyed(void *state) noexcept {
  kept([&] { delete static_cast<State *>(static_cast<on_device *>(state)); });
}

/// One operation: `work(state)`, between whose begin and end the trace listens if it is on.
template <class State, class F>
inline void operate(void *state, F &&work) noexcept {
  kept([&] {
    auto &own = *static_cast<State *>(static_cast<on_device *>(state));
    own.trace.restart();
    work(own);
  });
}

}  // namespace offload

extern "C" {

const char *pawl_device_name(void *) { return offload::kept([] { return device::name(); }); }

const char *pawl_device_error(void *) {
  const std::string &text = offload::last_failure();
  return text.empty() ? nullptr : text.c_str();
}

// There is no state where `create` failed. Commands of one operation must not be in two queues of the runtime.
void pawl_device_events(void *state, int on) {
  if (!state) return;
  offload::kept([&] {
    auto &own = *static_cast<offload::on_device *>(state);
    own.queue.finish();
    own.trace.enable(on != 0);
  });
}

double pawl_device_ns(void *state) { return state ? static_cast<offload::on_device *>(state)->trace.ns() : -1; }

}  // extern "C"
