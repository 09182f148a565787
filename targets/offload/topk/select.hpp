// How the device selects, in words and sizes that CUDA and OpenCL share.
//
// A logit's rank is one 64-bit number: above, a 32-bit key that grows with the logit, below, the complement of its
// place, so that no two ranks are equal and the greatest is the first. The k-th greatest of the maxima of groups of
// logits bounds the k-th greatest rank from below, and since ranks differ, hardly more than k groups reach it,
// however many logits are equal. Only their logits are looked at again, and of those, only who reaches the bound is
// ranked.
#pragma once

#include <cstddef>
#include <cstdint>

#include "plain.hpp"

namespace selection {

/// Largest k that the device selects.
constexpr std::size_t most = 64;
/// How many more than k may reach a bound, so that few bits have to be bisected.
constexpr std::size_t slack = 8;
/// Logits of a group.
constexpr std::size_t group = 64;
/// Who has to be looked at again, at most.
constexpr std::size_t most_promising = (most + slack) * group;

/// What copies rows to the host, where k is too large for the device.
template <class Rows>
inline void on_host(const Rows &own, std::size_t k, int32_t *ids, float *logits, std::size_t batch) {
  std::vector<float> host(own.n * batch);
  own.values.read(own.queue, host.data(), host.size(), false);
  std::vector<int32_t> order;
  for (std::size_t r = 0; r < batch; ++r) {
    plain_top(host.data() + r * own.n, own.n, k, order, ids + r * k, logits + r * k);
  }
}

}  // namespace selection
