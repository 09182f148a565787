// Timing: memory that all variants share, samples of one or more operations, rounds of one sample of every variant.
#pragma once

#include "clock.hpp"
#include "library.hpp"
#include "padding.hpp"

#include <algorithm>
#include <vector>

namespace pawl {

/// A row of instances that rounds go through again and again.
struct rotation {
  std::uint64_t first, count;
};

template <class S> class timed {
  using arguments = typename S::arguments;

 public:
  timed(const inputs &in, std::vector<library<S>> &libraries, std::uint64_t align, bool cold)
      : in_(in), libraries_(libraries), align_(std::max<std::uint64_t>(align, 64)), cold_(cold) {
    std::fegetenv(&environment_);
  }
  timed(const timed &) = delete;
  timed &operator=(const timed &) = delete;
  ~timed() {
    former_arguments().bury(std::move(memory_), -1);
    forget_retired();
  }

  /// As the process began with it.
  const std::fenv_t &environment() const { return environment_; }
  bool cold() const { return cold_; }

  /// A fresh mapping for `frames` sets of arguments, and a fresh state per library made from `instance`. Memory layout
  /// is what differs between processes, so each epoch starts with this. Returns 0 or a reason as `guarded_call`, with
  /// the library's index above the low byte.
  int remap(std::uint64_t instance, std::size_t frames) {
    const floating_point_guard guard(environment_);
    instance %= in_.rotated();
    drop_states();
    retire();
    frames_.clear();
    bound_.clear();
    const std::size_t each = work_bytes(false), shared = work_bytes(true);
    memory_ = mapping(each * frames + shared + align_);
    if (!memory_) return 1;
    std::byte *cursor = aligned(memory_.data());
    std::byte *const state_memory = cursor;
    cursor += shared;
    for (std::size_t k = 0; k < frames; ++k) {
      frame f;
      f.slots = in_.image(instance);
      std::byte *own = cursor, *common = state_memory;
      for (const segment &s : in_.segments()) {
        std::byte *&at = s.of_state ? common : own;
        f.segments.push_back(at);
        at += room(s);
      }
      cursor += each;
      frames_.push_back(std::move(f));
    }
    padding_ = padding(frames_[0], in_.segments(), [this](const segment &s) { return room(s); });
    in_.restore(frames_[0], instance, true);
    for (frame &f : frames_) {
      in_.restore(f, instance, false);
      bound_.push_back(S::bind(f));
    }
    if constexpr (S::has_state) {
      for (std::size_t i = 0; i < libraries_.size(); ++i) {
        status()->library = static_cast<std::int32_t>(i);
        libraries_[i].state = S::create(libraries_[i].create, frames_[0]);
        status()->library = -1;
        ++status()->beat;
        if (!libraries_[i].state) return 2 | static_cast<int>(i) << 8;
      }
    }
    return 0;
  }

  /// Calls one library once more where it was timed: in the same memory and with the state that it has by now, on
  /// arguments of `instance`, to which `change(frame)` does the last. `out` receives an image, `moved` which relocations
  /// were overwritten. Returns 0 or 3 as `guarded_call`. After `remap`.
  template <class F>
  int recall(std::size_t index, std::uint64_t instance, F &&change, std::byte *out, std::uint8_t *moved) {
    frame &f = frames_[0];
    f.slots = in_.image(instance);
    in_.restore(f, instance, false);
    change(f);
    const int result = call(index, f, out, moved);
    look_outside(index);
    return result;
  }

  /// The same on arguments that lie in `f`.
  int call(std::size_t index, frame &f, std::byte *out, std::uint8_t *moved) {
    const floating_point_guard guard(environment_);
    status()->library = static_cast<std::int32_t>(index);
    std::memcpy(out, f.slots, in_.bytes());
    const int result = libraries_[index].call(in_, libraries_[index].state, f, S::bind(f), out);
    status()->library = -1;
    ++status()->beat;
    in_.copy_out(f, out);
    in_.clear_pointers(f, out, moved);
    return result;
  }

  /// Arguments of `instance` in memory of their own, those of `create` where the timing has them. No segments when
  /// the system refused the memory.
  frame lay_out(std::uint64_t instance, mapping &memory) const {
    frame f;
    f.slots = in_.image(instance);
    memory = mapping(work_bytes(false) + align_);
    if (!memory) return f;
    std::byte *at = aligned(memory.data());
    for (std::size_t i = 0; i < in_.segments().size(); ++i) {
      const segment &s = in_.segments()[i];
      f.segments.push_back(s.of_state ? frames_[0].segments[i] : at);
      if (!s.of_state) at += room(s);
    }
    in_.restore(f, instance, false);
    return f;
  }

  /// The first write of a library outside of its buffers while it was timed or recalled.
  stray strayed(std::size_t index) const { return index < strays_.size() ? strays_[index] : stray{}; }

  bool mapped() const { return !frames_.empty(); }

  /// One sample of every library per round, in the given order ([round][position] → library), on the next instances of
  /// `over` in each round. `samples` receives ns per operation ([round][library]), `probes` ns of the probe
  /// before every `block`-th round.
  void rounds(const std::uint8_t *order, std::uint64_t count, std::uint64_t first, const rotation &over,
              const std::uint32_t *batch, std::uint64_t block, double *samples, double *probes) {
    const floating_point_guard guard(environment_);
    const std::size_t n = libraries_.size();
    for (std::uint64_t r = 0; r < count; ++r) {
      if (r % block == 0) probes[r / block] = static_cast<double>(probe());
      // As many instances as a sample has operations on copies of their own.
      const std::uint64_t turn = first + r * used(batch[0]);
      for (std::size_t p = 0; p < n; ++p) {
        const std::size_t v = order[r * n + p];
        status()->library = static_cast<std::int32_t>(v);
        prepare(libraries_[v], turn, over, used(batch[v]));
        samples[r * n + v] =
            static_cast<double>(sample(libraries_[v].kernel, libraries_[v].state, batch[v])) / batch[v];
        look_outside(v);
        ++status()->beat;
      }
    }
    status()->library = -1;
  }

  /// Nanoseconds of one operation per library, the clock's cost taken off, and of restoring one set of arguments: medians,
  /// on each of which about `cap` ns are spent. What the clock cannot tell alone is timed several at a time: in place if
  /// they may `repeat`, else on the copies that the mapping has, or alone where there is but one.
  void calibrate(double *operation, double *restore_time, bool repeat, std::uint64_t cap) {
    const floating_point_guard guard(environment_);
    const std::uint64_t enough = telling_steps * clock_step();
    const double cost = typical(cap, [](std::uint64_t) {
      const std::uint64_t start = now();
      return now() - start;
    });
    const std::uint32_t most = repeat ? most_repeated : static_cast<std::uint32_t>(frames_.size());
    for (std::size_t v = 0; v < libraries_.size(); ++v) {
      status()->library = static_cast<std::int32_t>(v);
      std::uint32_t batch = 1;
      double time;
      for (;; batch = std::min(most, 8 * batch)) {
        time = typical(cap, [&](std::uint64_t i) {
          prepare(libraries_[v], i * used(batch), {0, in_.rotated()}, used(batch));
          return sample(libraries_[v].kernel, libraries_[v].state, batch);
        });
        if (time >= static_cast<double>(enough) || batch >= most) break;
      }
      operation[v] = std::max(time - cost, shortest_operation * batch) / batch;
    }
    status()->library = -1;
    *restore_time = typical(cap, [&](std::uint64_t i) {
      const std::uint64_t start = now();
      in_.restore(frames_[0], i % in_.rotated(), false);
      return now() - start;
    });
  }

  /// Nanoseconds per call of an empty kernel of the same signature, clock and loop included, timed `batch` at a time.
  double empty_call(std::uint32_t batch) {
    return typical(1'000'000, [&](std::uint64_t) { return sample(S::empty, nullptr, batch); }) / batch;
  }

  void drop_states() {
    if constexpr (S::has_state) {
      for (std::size_t i = 0; i < libraries_.size(); ++i) {
        library<S> &l = libraries_[i];
        status()->library = static_cast<std::int32_t>(i);
        if (l.state) l.destroy(l.state);
        l.state = nullptr;
        status()->library = -1;
        ++status()->beat;
      }
    }
  }

 private:
  /// Sets the mapping in use aside, inaccessible, so that whoever still works on it is caught. Its pages stay taken:
  /// those given back would be handed out again, and a fresh mapping would lie on the same physical memory.
  void retire() {
    mapping old = std::move(memory_);
    if (retired_bytes_ + old.size() > most_retired) forget_retired();
    if (!old.data()) return;
    if (old.size() > most_retired) return former_arguments().bury(std::move(old), -1);
    mprotect(old.data(), old.size(), PROT_NONE);
    former_arguments().add(old, -1);
    retired_bytes_ += old.size();
    retired_.push_back(std::move(old));
  }

  void forget_retired() {
    for (mapping &old : retired_) former_arguments().bury(std::move(old), -1);
    retired_.clear();
    retired_bytes_ = 0;
  }

  void look_outside(std::size_t index) {
    const stray found = padding_.look();
    if (found.distance == 0) return;
    strays_.resize(libraries_.size());
    if (strays_[index].distance == 0) strays_[index] = found;
  }

  std::byte *aligned(std::byte *p) const {
    const auto address = reinterpret_cast<std::uintptr_t>(p);
    return p + (round_up(address, align_) - address);
  }
  /// Bytes a segment takes while timing; never none, so that no two buffers share an address.
  std::size_t room(const segment &s) const { return round_up(s.bytes + 1, align_); }
  std::size_t work_bytes(bool of_state) const {
    std::size_t total = 0;
    for (const segment &s : in_.segments())
      if (static_cast<bool>(s.of_state) == of_state) total += room(s);
    return total;
  }

  /// Copies of the arguments that a sample of `batch` operations works on.
  std::size_t used(std::uint32_t batch) const { return std::min<std::size_t>(frames_.size(), batch); }

  /// Puts pristine arguments in place in the first `copies`, outside the timed region.
  void prepare(library<S> &l, std::uint64_t turn, const rotation &over, std::size_t copies) {
    std::fesetenv(&environment_);  // as another variant may have left it, flush-to-zero for one
    for (std::size_t k = 0; k < copies; ++k) {
      const std::uint64_t i = over.first + (turn + k) % over.count;
      in_.restore(frames_[k], i, false);
      if constexpr (S::has_scalars) {
        frames_[k].slots = in_.image(i);
        bound_[k] = S::bind(frames_[k]);
      }
      if constexpr (S::has_before) S::call_hook(l.before, l.state, bound_[k]);
    }
    if (cold_) evict(memory_.data(), memory_.size());
  }

  /// Everything between the two clock readings.
  [[gnu::noinline]] std::uint64_t sample(typename S::function kernel, void *state, std::uint32_t batch) {
    const arguments *a = bound_.data();
    const std::size_t step = frames_.size() > 1 ? 1 : 0;
    barrier();
    const std::uint64_t start = now();
    for (std::uint32_t k = 0; k < batch; ++k, a += step) {
      S::call(kernel, state, *a);
      barrier();
    }
    return now() - start;
  }

  template <class F> double typical(std::uint64_t cap, F &&one) {
    std::vector<std::uint64_t> times;
    std::uint64_t spent = 0;
    for (std::uint64_t i = 0; i < 31 && (i < 1 || spent < cap); ++i) {
      times.push_back(one(i));
      spent += times.back();
      ++status()->beat;
    }
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
    return static_cast<double>(times[times.size() / 2]);
  }

  const inputs &in_;
  std::vector<library<S>> &libraries_;
  std::uint64_t align_;
  bool cold_;
  std::fenv_t environment_;
  static constexpr std::size_t most_retired = 64u << 20;
  /// Steps of the clock that tell a coarse time well enough, operations timed in place for that, and ns that one takes at
  /// least: a cycle of a fast core.
  static constexpr std::uint64_t telling_steps = 100;
  static constexpr std::uint32_t most_repeated = 4096;
  static constexpr double shortest_operation = 0.2;
  mapping memory_;
  std::vector<mapping> retired_;
  std::size_t retired_bytes_ = 0;
  padding padding_;  ///< of the first set of arguments
  std::vector<stray> strays_;
  std::vector<frame> frames_;
  std::vector<arguments> bound_;
};

}  // namespace pawl
