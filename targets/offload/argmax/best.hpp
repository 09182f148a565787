// The largest of what threads look at, on its way to an id. For host and device.
#pragma once

#include <limits>

#include "../lib/rank.hpp"

namespace offload {

/// Of a NaN in first place, which is taken whatever follows.
inline constexpr rank first_of_all = ~rank{0};

/// The id of a row of n logits whose greatest rank is `best`. Nobody has one where none is above −∞: then it is the
/// first.
OFFLOAD_BOTH inline std::int32_t id_of(rank best, std::uint32_t n) {
  if (n == 0) return -1;
  return best == nobody ? 0 : static_cast<std::int32_t>(place_of(best));
}

inline constexpr float minus_infinity = -std::numeric_limits<float>::infinity();
inline constexpr std::uint32_t nowhere = ~std::uint32_t{0};

/// The largest of the logits that one thread looks at, in ascending order of their places.
struct best_so_far {
  float value = minus_infinity;
  std::uint32_t place = nowhere;

  /// No NaN is greater than anything.
  OFFLOAD_BOTH void consider(float logit, std::uint32_t at) {
    if (!(logit > value)) return;
    value = logit;
    place = at;
  }
  OFFLOAD_BOTH rank best() const { return place == nowhere ? nobody : rank_of(value, place); }
};

}  // namespace offload
