// How the device selects, in words and sizes that CUDA and OpenCL share.
//
// Ranks are those of ../lib/rank.hpp. The k-th greatest of the maxima of groups of logits bounds the k-th greatest
// rank from below, and since ranks differ, hardly more than k groups reach it, however many logits are equal.
// Only their logits are looked at again, and of those, only who reaches the bound is ordered.
#pragma once

#include <cstddef>

namespace offload {

/// Largest k that the device selects.
inline constexpr std::size_t most_selected = 64;
/// How many more than k may reach a bound, so that few bits have to be bisected.
inline constexpr std::size_t slack = 8;
/// Logits of a group.
inline constexpr std::size_t group = 64;
/// Who has to be looked at again, at most.
inline constexpr std::size_t most_promising = (most_selected + slack) * group;

}  // namespace offload
