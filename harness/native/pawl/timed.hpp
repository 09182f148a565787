// Timing: samples of one or more operations, rounds of one sample of every variant.
#pragma once

#include "clock.hpp"
#include "library.hpp"
#include "typical.hpp"
#include "workspace.hpp"

#include <algorithm>
#include <vector>

namespace pawl {

template <class S> class timed {
 public:
  timed(const inputs &in, std::vector<library<S>> &libraries, std::uint64_t align, bool cold)
      : in_(in), libraries_(libraries), cold_(cold), space_(in, align) {
    std::fegetenv(&environment_);
  }
  timed(const timed &) = delete;
  timed &operator=(const timed &) = delete;

  /// As the process began with it.
  const std::fenv_t &environment() const { return environment_; }
  bool cold() const { return cold_; }
  bool mapped() const { return space_.mapped(); }

  /// A fresh mapping for `copies` sets of arguments, and a fresh state per library made from `instance`. Memory layout
  /// is what differs between processes, so each epoch starts with this. Returns 0 or a reason as `guarded_call`, with
  /// the library's index above the low byte.
  int remap(std::uint64_t instance, std::size_t copies) {
    const floating_point_guard guard(environment_);
    instance %= in_.rotated();
    drop_states();
    if (!space_.map(instance, copies)) return 1;
    if constexpr (S::has_state) {
      for (std::size_t i = 0; i < libraries_.size(); ++i) {
        status()->library = static_cast<std::int32_t>(i);
        libraries_[i].state = S::create(libraries_[i].create, space_.first());
        const int code = libraries_[i].created(libraries_[i].state);
        status()->library = -1;
        ++status()->beat;
        if (code) return of(i, code);
      }
    }
    return 0;
  }

  /// Calls one library once more where it was timed: in the same memory and with the state that it has by now, on
  /// arguments of `instance`, to which `change(frame)` does the last. `moved` receives which relocations were
  /// overwritten. Returns 0, 3 or 4 as `guarded_call`. After `remap`.
  template <class F>
  int recall(std::size_t index, std::uint64_t instance, F &&change, image_bytes &out, std::uint8_t *moved) {
    frame &f = space_.again(instance);
    change(f);
    const int result = call(index, f, out, moved);
    look_outside(index);
    return result;
  }

  /// The same on arguments that lie in `f`.
  int call(std::size_t index, frame &f, image_bytes &out, std::uint8_t *moved) {
    const floating_point_guard guard(environment_);
    status()->library = static_cast<std::int32_t>(index);
    in_.begin_answer(f, out);
    const int result = libraries_[index].call(in_, libraries_[index].state, f, S::bind(f), out);
    status()->library = -1;
    ++status()->beat;
    in_.copy_out(f, out);
    in_.clear_pointers(f, out, moved);
    return result;
  }

  /// See `workspace`.
  frame apart(std::uint64_t instance, mapping &memory) const { return space_.apart(instance, memory); }

  /// The first write of a library outside of its buffers while it was timed or recalled.
  stray strayed(std::size_t index) const { return index < strays_.size() ? strays_[index] : stray{}; }

  /// One sample of every library per round, in the given order ([round][position] → library), on the next instances of
  /// `over` in each round. `samples` receives ns per operation ([round][library]), `probes` ns of the probe
  /// before every `block`-th round. Stops where a device has failed; returns as `remap`.
  int rounds(const std::uint8_t *order, std::uint64_t count, std::uint64_t first, const rotation &over,
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
        prepare(libraries_[v], turn, over, batch[v]);
        samples[r * n + v] =
            static_cast<double>(sample(libraries_[v].kernel, libraries_[v].state, batch[v])) / batch[v];
        look_outside(v);
        const bool failed = libraries_[v].failed(libraries_[v].state);
        status()->library = -1;
        ++status()->beat;
        if (failed) return of(v, 4);
      }
    }
    return 0;
  }

  /// Nanoseconds of one operation per library, the clock's cost taken off, and of restoring one set of arguments: medians,
  /// on each of which about `cap` ns are spent. What the clock cannot tell alone is timed several at a time: in place if
  /// they may `repeat`, else on the copies that the mapping has, or alone where there is but one. Returns as `remap`.
  int calibrate(double *operation, double *restore_time, bool repeat, std::uint64_t cap) {
    const floating_point_guard guard(environment_);
    const std::uint64_t enough = telling_steps * clock_step();
    const double cost = typical(cap, [](std::uint64_t) {
      const std::uint64_t start = now();
      return now() - start;
    });
    const rotation all{0, in_.rotated()};
    const std::uint32_t most = repeat ? most_repeated : static_cast<std::uint32_t>(space_.copies());
    for (std::size_t v = 0; v < libraries_.size(); ++v) {
      status()->library = static_cast<std::int32_t>(v);
      std::uint32_t batch = 1;
      double time;
      for (;; batch = std::min(most, 8 * batch)) {
        time = typical(cap, [&](std::uint64_t i) {
          prepare(libraries_[v], i * used(batch), all, batch);
          return sample(libraries_[v].kernel, libraries_[v].state, batch);
        });
        if (time >= static_cast<double>(enough) || batch >= most) break;
      }
      operation[v] = std::max(time - cost, shortest_operation * batch) / batch;
      const bool failed = libraries_[v].failed(libraries_[v].state);
      status()->library = -1;
      if (failed) return of(v, 4);
    }
    *restore_time = typical(cap, [&](std::uint64_t i) {
      const std::uint64_t start = now();
      in_.restore(space_.first(), i % in_.rotated(), false);
      return now() - start;
    });
    return 0;
  }

  /// One operation of a library on `instance` as a sample makes it, but not timed. Returns 0 or 4 as `guarded_call`.
  /// After `remap`.
  int operate(std::size_t index, std::uint64_t instance) {
    const floating_point_guard guard(environment_);
    const library<S> &l = libraries_[index];
    status()->library = static_cast<std::int32_t>(index);
    S::call(l.kernel, l.state, ready(index, instance));
    barrier();
    look_outside(index);
    const bool failed = l.failed(l.state);
    status()->library = -1;
    ++status()->beat;
    return failed ? 4 : 0;
  }

  /// Nanoseconds per call of an empty kernel of the same signature, clock and loop included, timed `batch` at a time.
  double empty_call(std::uint32_t batch) {
    return typical(1'000'000, [&](std::uint64_t) { return sample(S::empty, nullptr, batch); }) / batch;
  }

  /// Pristine arguments of `instance` in place for one operation of a library, and where they are. After `remap`.
  const typename S::arguments &ready(std::size_t index, std::uint64_t instance) {
    prepare(libraries_[index], 0, {instance % in_.rotated(), 1}, 1);
    return *space_.bound();
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
  /// A code of `guarded_call` with the library that it is about.
  static int of(std::size_t index, int code) { return code | static_cast<int>(index) << 8; }

  /// Copies of the arguments that a sample of `batch` operations works on.
  std::size_t used(std::uint32_t batch) const { return std::min<std::size_t>(space_.copies(), batch); }

  /// Puts pristine arguments in place, outside the timed region.
  void prepare(library<S> &l, std::uint64_t turn, const rotation &over, std::uint32_t batch) {
    std::fesetenv(&environment_);  // as another variant may have left it, flush-to-zero for one
    space_.restore(used(batch), turn, over, [&]([[maybe_unused]] const auto &bound) {
      if constexpr (S::has_before) S::call_hook(l.before, l.state, bound);
    });
    if (cold_) space_.chill();
  }

  /// Everything between the two clock readings.
  [[gnu::noinline]] std::uint64_t sample(typename S::function kernel, void *state, std::uint32_t batch) {
    const typename S::arguments *a = space_.bound();
    const std::size_t step = space_.copies() > 1 ? 1 : 0;
    barrier();
    const std::uint64_t start = now();
    for (std::uint32_t k = 0; k < batch; ++k, a += step) {
      S::call(kernel, state, *a);
      barrier();
    }
    return now() - start;
  }

  void look_outside(std::size_t index) {
    const stray found = space_.look();
    if (found.distance == 0) return;
    strays_.resize(libraries_.size());
    if (strays_[index].distance == 0) strays_[index] = found;
  }

  /// Steps of the clock that tell a coarse time well enough, operations timed in place for that, and ns that one takes at
  /// least: a cycle of a fast core.
  static constexpr std::uint64_t telling_steps = 100;
  static constexpr std::uint32_t most_repeated = 4096;
  static constexpr double shortest_operation = 0.2;

  const inputs &in_;
  std::vector<library<S>> &libraries_;
  bool cold_;
  std::fenv_t environment_;
  workspace<S> space_;
  std::vector<stray> strays_;
};

}  // namespace pawl
