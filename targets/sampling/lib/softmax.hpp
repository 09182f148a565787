// Softmax without intrinsics, over an array of {id, logit, p} structs. avx512/softmax.hpp is the twin with
// AVX-512.
//
// Two walks instead of the usual three. The first finds maximum and sum together: it sums a block against the
// largest logit so far, and again in the rare case that the block holds a larger one. The second computes each
// exponential anew, which costs less than to keep it in memory. The first comes from the end, which whoever wrote
// the array left nearest in the caches, the second from the beginning, which the first left there. A block's sum
// is one of few floats per lane, and blocks add up in double precision.
#pragma once

#include <algorithm>

#include "aos.hpp"
#include "exp.hpp"
#include "partition.hpp"

namespace lib {

/// Takes in the logits load(0) to load(registers - 1).
template <class Load>
inline void add_block(partition &z, size_t registers, Load load) {
  floats top = all(minus_infinity), total{};
  for (size_t r = registers; r-- > 0;) {
    const floats logits = load(r);
    top = larger(logits, top);
    total += exp_fast(logits - z.max);
  }
  if (const float max = largest(top); max > z.max) {
    z.raise(max);
    total = floats{};
    for (size_t r = 0; r < registers; ++r) total += exp_fast(load(r) - max);
  }
  if (z.max > minus_infinity) z.sum += sum(total);
}

/// Takes in the logits load(0) to load(registers - 1), the last ones first.
template <class Load>
inline void add_blocks(partition &z, size_t registers, Load load) {
  for (size_t stop = registers; stop > 0;) {
    const size_t start = stop - std::min(stop, partition_block);
    lib::add_block(z, stop - start, [&](size_t r) { return load(start + r); });
    stop = start;
  }
}

/// n <= lanes logits in order, and minus infinity in the other lanes.
template <class Token>
inline floats load_some(const Token *data, size_t n) {
  floats logits = all(minus_infinity);
  for (size_t i = 0; i < n; ++i) logits[i] = data[i].logit;
  return logits;
}

/// Maximum and sum of n candidates, none of whose logits is NaN or plus infinity. The relative error of the sum is
/// below 1.2e-5: 64 roundings in a lane, and the errors of exp_fast, of which the largest belong to the least terms.
template <class Token>
inline partition partition_of(const Token *data, size_t n) {
  partition z;
  if (n == 0) return z;
  // Whichever way they may be sorted, this is the largest one.
  z.raise(std::max(data[0].logit, data[n - 1].logit));
  const size_t begin = before_line(data, n), groups = (n - begin) / lanes, end = begin + groups * lanes;
  lib::add_block(z, 1, [&](size_t) { return load_some(data + end, n - end); });
  lib::add_blocks(z, groups, [&](size_t g) {
    const Token *group = data + begin + g * lanes;
    prefetch(group, -4096);
    return load_logits(group);
  });
  lib::add_block(z, 1, [&](size_t) { return load_some(data, begin); });
  return z;
}

/// Sets p = exp(logit - max) / sum of n candidates; 0 everywhere if all logits are minus infinity. The factor
/// exp(logit - max) has the error of exp_fast and half an ULP of the difference.
template <class Token>
inline void set_probabilities(Token *data, size_t n, const partition &z) {
  if (z.max == minus_infinity) {
    for (size_t i = 0; i < n; ++i) data[i].p = 0.0f;
    return;
  }
  const auto factor = static_cast<float>(1.0 / z.sum);
  const auto p_of = [&](floats logits) { return exp_fast(logits - z.max) * factor; };
  const auto set_some = [&](Token *some, size_t size) {
    const floats p = p_of(load_some(some, size));
    for (size_t i = 0; i < size; ++i) some[i].p = p[i];
  };
  const size_t begin = before_line(data, n), end = n - (n - begin) % lanes;
  set_some(data, begin);
  for (size_t i = begin; i < end; i += lanes) {
    prefetch(data + i, 2048);
    store_p(data + i, logit_to_p_lanes(p_of(load_logits(data + i))));
  }
  set_some(data + end, n - end);
}

/// Both.
template <class Token>
inline void softmax(Token *data, size_t n) {
  lib::set_probabilities(data, n, lib::partition_of(data, n));
}

}  // namespace lib
