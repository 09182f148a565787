// Everything a worker does with native code: load it, call it under guards, time it. A generated driver instantiates
// `session` with the typed calls of one kernel signature, so that no foreign-function interface lies in a timed path.
#pragma once

#include "clock.hpp"
#include "memory.hpp"
#include "process.hpp"

#include <algorithm>
#include <cfenv>
#include <cstdio>
#include <dlfcn.h>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace pawl {

/// Mirrors `Segment` of the harness; all numbers in bytes.
struct segment {
  std::uint64_t offset, bytes, align;
  std::uint64_t of_state;  ///< belongs to the arguments of `create`
};

/// The pointer at `offset` of segment `from` points to the start of segment `target`.
struct relocation {
  std::uint64_t from, offset, target;
};

/// One set of arguments in memory: where each segment lies, and the by-value scalars.
struct frame {
  std::vector<std::byte *> segments;
  const std::byte *slots = nullptr;

  template <class T> T *pointer(std::size_t index) const { return reinterpret_cast<T *>(segments[index]); }
  template <class T> T scalar(std::size_t slot) const {
    T value;
    std::memcpy(&value, slots + slot * 8, sizeof value);
    return value;
  }
};

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

template <class S> class session {
  using arguments = typename S::arguments;
  using function = typename S::function;

  struct library {
    function kernel = nullptr;
    typename S::creator create = nullptr;
    typename S::destroyer destroy = nullptr;
    typename S::hook before = nullptr;
    void *state = nullptr;
  };

 public:
  session(const char *images, std::uint64_t image_bytes, std::uint64_t instances, const segment *segments,
          std::size_t n_segments, const relocation *relocations, std::size_t n_relocations, std::uint64_t align,
          bool cold)
      : image_bytes_(image_bytes), instances_(instances), segments_(segments, segments + n_segments),
        relocations_(relocations, relocations + n_relocations), align_(align), cold_(cold) {
    std::fegetenv(&environment_);
    const int fd = open(images, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    struct stat file {};
    void *p = MAP_FAILED;
    // Behind the instances that timing rotates over lie those that only `call` reaches.
    if (fstat(fd, &file) == 0 && static_cast<std::uint64_t>(file.st_size) >= image_bytes * instances)
      p = mmap(nullptr, static_cast<std::size_t>(file.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (p != MAP_FAILED) images_ = static_cast<const std::byte *>(p);
  }
  session(const session &) = delete;
  session &operator=(const session &) = delete;

  bool ready() const { return images_ != nullptr; }

  /// Empty on success, else why the library cannot be used.
  std::string load(const char *path, const char *symbol) {
    status()->library = static_cast<std::int32_t>(libraries_.size());  // its constructors run now
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    status()->library = -1;
    if (!handle) return dlerror();
    library l;
    const auto find = [&](auto &to, const char *name) {
      to = reinterpret_cast<std::remove_reference_t<decltype(to)>>(dlsym(handle, name));
      return to ? std::string() : "it exports no " + std::string(name);
    };
    std::string missing = find(l.kernel, symbol);
    if constexpr (S::has_state) {
      if (missing.empty()) missing = find(l.create, S::create_name);
      if (missing.empty()) missing = find(l.destroy, S::destroy_name);
    }
    if constexpr (S::has_before) {
      if (missing.empty()) missing = find(l.before, S::before_name);
    }
    if (missing.empty()) libraries_.push_back(l);
    return missing;
  }

  /// Calls one library under guards, on arguments of `instance` and a state made from `state_instance`. `out` receives an
  /// image; each entry of `overruns` is the signed distance of the nearest overwritten padding byte of that segment, 0
  /// for none; `moved` tells which relocations were overwritten. Segments marked in `blank` hold `poison` before.
  /// Returns 0, or why it could not: 1 out of memory, 2 `create` returned null, 3 `returns` is null.
  int call(std::size_t index, std::uint64_t instance, std::uint64_t state_instance, unsigned repeats, bool restoring,
           edge touching, const std::uint8_t *blank, std::uint8_t poison, std::byte *out, std::int64_t *overruns,
           std::uint8_t *moved) {
    library &l = libraries_[index];
    auto fences = std::make_unique<fenced[]>(segments_.size());
    frame f;
    f.slots = image(state_instance);
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      fences[i] = fenced(segments_[i].bytes, std::max(segments_[i].align, align_), touching);
      if (!fences[i]) return 1;
      f.segments.push_back(fences[i].data());
    }
    restore(f, state_instance, true);
    restore(f, instance, false);
    poison_blank(f, blank, poison);
    fences_in_use() = {fences.get(), segments_.size()};
    const floating_point_guard guard(environment_);
    status()->library = static_cast<std::int32_t>(index);
    const int result = run(l, f, instance, repeats, restoring, out);
    std::fflush(nullptr);  // what it printed must be there for the caller to see
    status()->library = -1;
    fences_in_use() = {};
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const std::size_t after = fences[i].written_after(), before = fences[i].written_before();
      overruns[i] = after ? static_cast<std::int64_t>(after) : -static_cast<std::int64_t>(before);
    }
    clear_pointers(f, out, moved);
    return result;
  }

  /// Calls one library once more where it was timed: in the same memory and with the state that it has by now, on
  /// arguments of `instance`. The rest as in `call`; returns 0 or 3. After `remap`.
  int recall(std::size_t index, std::uint64_t instance, const std::uint8_t *blank, std::uint8_t poison, std::byte *out,
             std::uint8_t *moved) {
    library &l = libraries_[index];
    const floating_point_guard guard(environment_);
    status()->library = static_cast<std::int32_t>(index);
    frame &f = frames_[0];
    restore(f, instance, false);
    poison_blank(f, blank, poison);
    f.slots = image(instance);
    std::memcpy(out, image(instance), image_bytes_);
    const int result = once(l, l.state, f, S::bind(f), out);
    status()->library = -1;
    copy_out(f, out);
    clear_pointers(f, out, moved);
    return result;
  }

  /// A fresh mapping for `frames` sets of arguments, and a fresh state per library made from `instance`. Memory layout
  /// is what differs between processes, so each epoch starts with this. Returns 0 or a reason as in `call`, with the
  /// library's index above the low byte.
  int remap(std::uint64_t instance, std::size_t frames) {
    const floating_point_guard guard(environment_);
    instance %= instances_;
    drop_states();
    frames_.clear();
    bound_.clear();
    const std::size_t each = work_bytes(false), shared = work_bytes(true);
    memory_ = mapping(each * frames + shared + timing_align());
    if (!memory_) return 1;
    std::byte *cursor = aligned(memory_.data());
    std::byte *const state_memory = cursor;
    cursor += shared;
    for (std::size_t k = 0; k < frames; ++k) {
      frame f;
      f.slots = image(instance);
      std::byte *own = cursor, *common = state_memory;
      for (const segment &s : segments_) {
        std::byte *&at = s.of_state ? common : own;
        f.segments.push_back(at);
        at += room(s);
      }
      cursor += each;
      frames_.push_back(std::move(f));
    }
    restore(frames_[0], instance, true);
    for (frame &f : frames_) {
      restore(f, instance, false);
      bound_.push_back(S::bind(f));
    }
    if constexpr (S::has_state) {
      for (std::size_t i = 0; i < libraries_.size(); ++i) {
        status()->library = static_cast<std::int32_t>(i);
        libraries_[i].state = S::create(libraries_[i].create, frames_[0]);
        status()->library = -1;
        if (!libraries_[i].state) return 2 | static_cast<int>(i) << 8;
      }
    }
    return 0;
  }

  /// One sample of every library per round, in the given order ([round][position] → library). `samples` receives ns per
  /// operation ([round][library]), `probes` ns of the probe before every `block`-th round.
  void rounds(const std::uint8_t *order, std::uint64_t count, std::uint64_t first_instance, const std::uint32_t *batch,
              std::uint64_t block, double *samples, double *probes) {
    const floating_point_guard guard(environment_);
    const std::size_t n = libraries_.size();
    for (std::uint64_t r = 0; r < count; ++r) {
      if (r % block == 0) probes[r / block] = static_cast<double>(probe());
      const std::uint64_t instance = first_instance + r * frames_.size();
      for (std::size_t p = 0; p < n; ++p) {
        const std::size_t v = order[r * n + p];
        status()->library = static_cast<std::int32_t>(v);
        prepare(libraries_[v], instance);
        samples[r * n + v] =
            static_cast<double>(sample(libraries_[v].kernel, libraries_[v].state, batch[v])) / batch[v];
        ++status()->beat;
      }
    }
    status()->library = -1;
  }

  /// Median of single operations per library, and of restoring one set of arguments; ns, about `cap` ns spent on each.
  void calibrate(double *operation, double *restore_time, std::uint64_t cap) {
    const floating_point_guard guard(environment_);
    for (std::size_t v = 0; v < libraries_.size(); ++v) {
      status()->library = static_cast<std::int32_t>(v);
      operation[v] = typical(cap, [&](std::uint64_t i) {
        prepare(libraries_[v], i);
        return sample(libraries_[v].kernel, libraries_[v].state, 1);
      });
    }
    status()->library = -1;
    *restore_time = typical(cap, [&](std::uint64_t i) {
      const std::uint64_t start = now();
      restore(frames_[0], i % instances_, false);
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
        library &l = libraries_[i];
        status()->library = static_cast<std::int32_t>(i);
        if (l.state) l.destroy(l.state);
        l.state = nullptr;
        status()->library = -1;
      }
    }
  }

 private:
  const std::byte *image(std::uint64_t instance) const { return images_ + instance * image_bytes_; }
  std::uint64_t timing_align() const { return std::max<std::uint64_t>(align_, 64); }
  std::byte *aligned(std::byte *p) const {
    return p + (round_up(reinterpret_cast<std::uintptr_t>(p), timing_align()) - reinterpret_cast<std::uintptr_t>(p));
  }
  /// Bytes a segment takes while timing; never none, so that no two buffers share an address.
  std::size_t room(const segment &s) const { return round_up(s.bytes + 1, timing_align()); }
  std::size_t work_bytes(bool of_state) const {
    std::size_t total = 0;
    for (const segment &s : segments_)
      if (static_cast<bool>(s.of_state) == of_state) total += room(s);
    return total;
  }

  void restore(frame &f, std::uint64_t instance, bool of_state) const {
    const std::byte *from = image(instance);
    for (std::size_t i = 0; i < segments_.size(); ++i)
      if (static_cast<bool>(segments_[i].of_state) == of_state)
        std::memcpy(f.segments[i], from + segments_[i].offset, segments_[i].bytes);
    for (const relocation &r : relocations_)
      if (static_cast<bool>(segments_[r.from].of_state) == of_state)
        std::memcpy(f.segments[r.from] + r.offset, &f.segments[r.target], sizeof(void *));
  }

  /// Puts pristine arguments in place, outside the timed region.
  void prepare(library &l, std::uint64_t instance) {
    std::fesetenv(&environment_);  // as another variant may have left it, flush-to-zero for one
    for (std::size_t k = 0; k < frames_.size(); ++k) {
      const std::uint64_t i = (instance + k) % instances_;
      restore(frames_[k], i, false);
      if constexpr (S::has_scalars) {
        frames_[k].slots = image(i);
        bound_[k] = S::bind(frames_[k]);
      }
      if constexpr (S::has_before) S::call_hook(l.before, l.state, bound_[k]);
    }
    if (cold_) evict(memory_.data(), memory_.size());
  }

  /// Everything between the two clock readings.
  [[gnu::noinline]] std::uint64_t sample(function kernel, void *state, std::uint32_t batch) {
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

  int run(library &l, frame &f, std::uint64_t instance, unsigned repeats, bool restoring, std::byte *out) {
    void *state = nullptr;
    if constexpr (S::has_state) {
      state = S::create(l.create, f);
      if (!state) return 2;
    }
    f.slots = image(instance);
    const arguments a = S::bind(f);
    std::memcpy(out, f.slots, image_bytes_);
    int result = 0;
    for (unsigned k = 0; k < repeats && result == 0; ++k) {
      if (k > 0 && restoring) restore(f, instance, false);
      result = once(l, state, f, a, out);
    }
    copy_out(f, out);
    if constexpr (S::has_state) l.destroy(state);
    return result;
  }

  /// One call with what it returns put into its place in `out`. Returns 0, or 3 as `call`.
  int once(library &l, void *state, frame &f, const arguments &a, std::byte *out) {
    if constexpr (S::has_before) S::call_hook(l.before, state, a);
    if constexpr (S::returns_scalar) {
      const auto value = S::call(l.kernel, state, a);
      std::memcpy(out + S::returns_slot * 8, &value, sizeof value);
    } else if constexpr (S::returns_pointer) {
      // The returned buffer is the last segment: what it holds has no pointers of its own.
      const void *p = S::call(l.kernel, state, a);
      if (!p && segments_.back().bytes) return 3;
      if (p) std::memcpy(f.segments.back(), p, segments_.back().bytes);
    } else {
      S::call(l.kernel, state, a);
    }
    return 0;
  }

  /// What means nothing going in must not look like a result.
  void poison_blank(frame &f, const std::uint8_t *blank, std::uint8_t poison) const {
    for (std::size_t i = 0; i < segments_.size(); ++i)
      if (blank[i]) std::memset(f.segments[i], poison, segments_[i].bytes);
  }

  void copy_out(const frame &f, std::byte *out) const {
    for (std::size_t i = 0; i < segments_.size(); ++i)
      std::memcpy(out + segments_[i].offset, f.segments[i], segments_[i].bytes);
  }

  /// Images hold no pointers; a replaced one is told in `moved`.
  void clear_pointers(const frame &f, std::byte *out, std::uint8_t *moved) const {
    for (std::size_t i = 0; i < relocations_.size(); ++i) {
      const relocation &r = relocations_[i];
      void *now_there;
      std::byte *field = out + segments_[r.from].offset + r.offset;
      std::memcpy(&now_there, field, sizeof now_there);
      moved[i] = now_there != f.segments[r.target];
      std::memset(field, 0, sizeof now_there);
    }
  }

  const std::byte *images_ = nullptr;
  std::uint64_t image_bytes_, instances_;
  std::vector<segment> segments_;
  std::vector<relocation> relocations_;
  std::uint64_t align_;
  bool cold_;
  std::fenv_t environment_;
  std::vector<library> libraries_;
  mapping memory_;
  std::vector<frame> frames_;
  std::vector<arguments> bound_;
};

}  // namespace pawl
