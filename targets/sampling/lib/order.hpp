// The order of candidates: logit descending, then position ascending; +0 equals -0. Domain: every float but NaN,
// fewer than 2^32 candidates.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace lib {

/// An unsigned number that grows with the logit: the bits of an IEEE float are sign and magnitude, so that those of
/// negative ones are complemented, and the sign of the others is set.
inline uint32_t key_of(float logit) {
  const auto word = std::bit_cast<uint32_t>(logit + 0.0f);  // makes -0 to +0
  return word ^ ((word >> 31 != 0 ? 0x7FFFFFFFu : 0u) | 0x80000000u);
}

/// The logit of a key; numbers below the key of minus infinity, which belong to no logit, give that.
inline float logit_of(uint32_t key) {
  key = std::max(key, key_of(-std::numeric_limits<float>::infinity()));
  return std::bit_cast<float>(key ^ (key >> 31 != 0 ? 0x80000000u : 0xFFFFFFFFu));
}

/// Candidates compare as their ranks do: the smallest is the first.
inline uint64_t rank_of(float logit, size_t position) {
  return static_cast<uint64_t>(~key_of(logit)) << 32 | static_cast<uint32_t>(position);
}

inline size_t position_of(uint64_t rank) { return static_cast<uint32_t>(rank); }

/// Sorts n distinct ranks whose positions ascend. `spare` has room for n, too; the result is where it says.
inline uint64_t *sort_ranks(uint64_t *ranks, uint64_t *spare, size_t n) {
  // Up to so many, comparing each with all costs less than mispredicted branches.
  constexpr size_t few = 128;
  if (n <= few) {
    for (size_t i = 0; i < n; ++i) {
      uint64_t before = 0;
      for (size_t j = 0; j < n; ++j) before += ranks[j] < ranks[i] ? 1 : 0;
      spare[before] = ranks[i];
    }
    return spare;
  }
  constexpr size_t digits = 4, values = 256;
  const auto digit = [](uint64_t rank, size_t d) { return rank >> (32 + 8 * d) & (values - 1); };
  uint32_t counts[digits][values] = {};
  for (size_t i = 0; i < n; ++i) {
    for (size_t d = 0; d < digits; ++d) ++counts[d][digit(ranks[i], d)];
  }
  // From the last digit of the key to the first: distribution keeps the order of equals, and so of positions.
  for (size_t d = 0; d < digits; ++d) {
    if (counts[d][digit(ranks[0], d)] == n) continue;
    uint32_t begin = 0;
    for (uint32_t &count : counts[d]) begin += std::exchange(count, begin);
    for (size_t i = 0; i < n; ++i) spare[counts[d][digit(ranks[i], d)]++] = ranks[i];
    std::swap(ranks, spare);
  }
  return ranks;
}

/// A number that at least k of the n keys reach, and, unless equal keys forbid it, at most k + k / 16. 0 < k <= n.
/// By bisection, each step of which counts all keys at the speed of vectors.
inline uint32_t bound_of_largest(const uint32_t *keys, size_t n, size_t k) {
  uint32_t smallest = keys[0], largest = keys[0];
  for (size_t i = 1; i < n; ++i) {
    smallest = std::min(smallest, keys[i]);
    largest = std::max(largest, keys[i]);
  }
  if (smallest == largest) return smallest;
  // The bits that all have in common are the bound's, too.
  const int common = std::countl_zero(smallest ^ largest);
  uint32_t bound = common == 0 ? 0 : largest & ~(0xFFFFFFFFu >> common);
  for (uint32_t bit = 0x80000000u >> common; bit != 0; bit >>= 1) {
    const uint32_t higher = bound | bit;
    uint32_t reached = 0;
    for (size_t i = 0; i < n; ++i) reached += keys[i] >= higher ? 1 : 0;
    if (reached < k) continue;
    bound = higher;
    if (reached <= k + k / 16) break;
  }
  return bound;
}

}  // namespace lib
