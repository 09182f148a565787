// What the host does with the logits of a step.
#pragma once

#include "../../sampling/lib/vector.hpp"

namespace decoder {

/// Place of the first of the largest of n > 0 logits, none of which is NaN: the maximum of each block by vectors,
/// then a search in the first block that holds the overall maximum.
inline int32_t token_of(const float *logits, std::size_t n) {
  constexpr std::size_t chains = 8, group = chains * lib::lanes, block = 16 * group;
  float best = logits[0];
  std::size_t first = 0;
  std::size_t begin = 0;
  for (; begin + group <= n; begin += std::min(block, (n - begin) / group * group)) {
    lib::floats max[chains];
    for (std::size_t c = 0; c < chains; ++c) max[c] = lib::load(logits + begin + c * lib::lanes);
    const std::size_t end = begin + std::min(block, (n - begin) / group * group);
    for (std::size_t i = begin + group; i < end; i += group) {
      for (std::size_t c = 0; c < chains; ++c) max[c] = lib::larger(lib::load(logits + i + c * lib::lanes), max[c]);
    }
    for (std::size_t c = 1; c < chains; ++c) max[0] = lib::larger(max[c], max[0]);
    const float largest = lib::largest(max[0]);
    if (largest > best) best = largest, first = begin;
  }
  while (logits[first] != best) ++first;
  for (; begin < n; ++begin) {
    if (logits[begin] > best) best = logits[begin], first = begin;
  }
  return static_cast<int32_t>(first);
}

}  // namespace decoder
