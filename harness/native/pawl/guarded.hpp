// One call of one library under guards: every buffer between inaccessible pages, padding checked afterwards.
#pragma once

#include "library.hpp"
#include "threads.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

namespace pawl {

/// How one call is made. Instances index the images.
struct call_request {
  std::uint64_t instance, state_instance;
  unsigned repeats;
  bool restoring;  ///< each repetition starts from pristine arguments, or goes on in place
  edge touching;
  const std::uint8_t *blank;  ///< segments that hold `poison` before
  std::uint8_t poison;
};

/// Where its results go.
struct call_results {
  image_bytes &out;
  std::int64_t *overruns;  ///< signed distance of the nearest overwritten padding byte of each segment, 0 for none
  std::uint8_t *moved;     ///< which relocations were overwritten
};

/// Repeats the call on `f` with a state of its own. Returns as `guarded_call`.
template <class S>
int call_with_own_state(const inputs &in, const library<S> &l, frame &f, const call_request &r, image_bytes &out) {
  void *state = nullptr;
  if constexpr (S::has_state) {
    state = S::create(l.create, f);
    if (const int code = l.created(state)) {
      if (state) l.destroy(state);
      return code;
    }
  }
  f.slots = in.image(r.instance);
  const typename S::arguments a = S::bind(f);
  in.begin_answer(f, out);
  int result = 0;
  for (unsigned k = 0; k < r.repeats && result == 0; ++k) {
    if (k > 0 && r.restoring) in.restore(f, r.instance, false);
    result = l.call(in, state, f, a, out);
    ++status()->beat;
  }
  in.copy_out(f, out);
  if constexpr (S::has_state) l.destroy(state);
  return result;
}

/// Calls `l` on arguments aligned to `align` and no better. `index` is the library's number for the status page.
/// Returns 0, or why it could not: 1 out of memory, 2 `create` returned null, 3 `returns` is null, 4 the runtime of its
/// device says that something has failed.
template <class S>
int guarded_call(const inputs &in, const library<S> &l, std::int32_t index, std::uint64_t align,
                 const std::fenv_t &environment, const call_request &r, const call_results &results) {
  const auto &segments = in.segments();
  auto fences = std::make_unique<fenced[]>(segments.size());
  frame f;
  f.slots = in.image(r.state_instance);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool exact = r.touching == edge::exact;
    fences[i] = fenced(segments[i].bytes, exact ? segments[i].align : std::max(segments[i].align, align), r.touching);
    if (!fences[i]) return 1;
    f.segments.push_back(fences[i].data());
  }
  in.restore(f, r.state_instance, true);
  in.restore(f, r.instance, false);
  in.poison_blank(f, r.blank, r.poison);
  fences_in_use() = {fences.get(), segments.size()};
  const floating_point_guard guard(environment);
  status()->library = index;
  const int result = call_with_own_state(in, l, f, r, results.out);
  std::fflush(nullptr);  // what it printed must be there for the caller to see
  // A thread that still writes must find the memory: its call is wrong as it is, and need not be a crash.
  if (foreign_threads().any()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  status()->library = -1;
  fences_in_use() = {};
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::size_t after = fences[i].written_after(), before = fences[i].written_before();
    results.overruns[i] = after ? static_cast<std::int64_t>(after) : -static_cast<std::int64_t>(before);
    former_arguments().bury(fences[i].release(), index);
  }
  if (result == 0) in.clear_pointers(f, results.out, results.moved);
  return result;
}

}  // namespace pawl
