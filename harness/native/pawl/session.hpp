// Everything a worker does with native code: load it, call it under guards, time it. A generated driver instantiates
// `session` with the typed calls of one kernel signature, so that no foreign-function interface lies in a timed path.
#pragma once

#include "guarded.hpp"
#include "interrogation.hpp"
#include "timed.hpp"

namespace pawl {

template <class S> struct session {
  session(const char *images, std::uint64_t image_bytes, std::uint64_t instances, const segment *segments,
          std::size_t n_segments, const relocation *relocations, std::size_t n_relocations, std::uint64_t alignment,
          bool cold)
      : in(images, image_bytes, instances, segments, n_segments, relocations, n_relocations), align(alignment),
        timing(in, libraries, alignment, cold), questioning(in, libraries, timing, alignment) {}

  /// Empty on success, else why the library cannot be used.
  std::string load(const char *path, const char *symbol) {
    library<S> l;
    status()->library = static_cast<std::int32_t>(libraries.size());  // its constructors run now
    const std::string reason = l.load(path, symbol);
    status()->library = -1;
    if (reason.empty()) libraries.push_back(l);
    return reason;
  }

  /// Goes on with copies of the libraries at other addresses, where that can be had. Not while threads of theirs are
  /// about: each copy would start its own. States are gone.
  void move_libraries(std::uint64_t random) {
    if (foreign_threads().any()) return;
    timing.drop_states();
    for (std::size_t i = 0; i < libraries.size(); ++i) {
      status()->library = static_cast<std::int32_t>(i);
      random = random * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX generator
      libraries[i].move(random >> 33);
      status()->library = -1;
      ++status()->beat;
    }
  }

  int call(std::size_t index, const call_request &request, const call_results &results) {
    return guarded_call(in, libraries[index], static_cast<std::int32_t>(index), align, timing.environment(), request,
                        results);
  }

  /// Puts the front of an answer to `out`, and keeps the answer if it is whole.
  void tell(const image_bytes &answer, std::uint8_t *out) {
    std::memcpy(out, answer.data(), in.front());
    whole.push_back(answer.size() > in.front() ? answer : image_bytes());
  }

  const inputs in;
  std::vector<library<S>> libraries;
  const std::uint64_t align;
  timed<S> timing;
  interrogation<S> questioning;
  /// The answers told since the last question; those that are no more than their fronts are empty.
  std::vector<image_bytes> whole;
};

}  // namespace pawl
