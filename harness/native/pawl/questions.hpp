// What one library is asked where it is timed, and what came of it.
#pragma once

#include "witness.hpp"

#include <cstdint>
#include <vector>

namespace pawl {

/// Instances index the images.
struct questions {
  std::uint64_t base;     ///< one that timing rotates over
  std::uint64_t changed;  ///< the same but for a few elements
  std::uint64_t fresh;    ///< one that timing never shows; may be the same as `changed`
  unsigned calls;         ///< of `base` and `changed` in turn, two at least
  std::uint64_t cap;      ///< nanoseconds after which no more of them are made
  const std::uint8_t *blank;
  std::uint8_t poison;
};

/// An answer that need not be told, since it equals another one, stays empty.
struct answers {
  image_bytes guarded;  ///< to `fresh`, in memory and a state of its own
  image_bytes fresh;    ///< to `fresh`, where it was timed
  image_bytes spoiled;  ///< the same, its outputs holding the right answer but for a few elements
  std::vector<std::int64_t> overruns;  ///< as `call_results`, of the guarded call
  std::vector<std::uint8_t> moved;     ///< which relocations were overwritten in any call
  std::uint64_t spent = 0, others = 0;  ///< ns of `calls`, and CPU time of foreign threads meanwhile
  std::uint64_t looks = 0, wanting = 0;  ///< between these calls, and in how many of them foreign threads could run
  std::int64_t late = -1;       ///< segment that changed after a call had returned
  bool late_by_call = false;    ///< that was in the next call; else by itself
  bool company = false;         ///< threads of some library were about
};

}  // namespace pawl
