// How to look at a register of candidates, without intrinsics. avx512/simd.hpp is the twin with AVX-512.
#pragma once

#include <cmath>

#include "pairs.hpp"
#include "weigh.hpp"

namespace lib {

/// What distances are measured from: a logit that is `mean` from the largest, and not above it.
struct centre {
  float max, mean;

  /// How far above the centre. The roundings of the difference are all: the order of logits stays.
  float side(float logit) const { return (logit - max) - mean; }
  float distance(float logit) const { return std::fabs(side(logit)); }
};

struct simd {
  template <class Token>
  static floats logits(const Token *group) { return load_logits(group); }

  static floats exp(floats x) { return exp_fast(x); }

  /// Lists those of [data, end), whole groups, whose distance is at most t, positions ascending; returns how many.
  /// `list` has room for all.
  template <class Token>
  static size_t list_within(const Token *data, const Token *end, const centre &c, float t, pair *list) {
    size_t listed = 0;
    for (; data < end; data += lanes) {
      prefetch(data, 2048);
      const floats side = (load_logits(data) - c.max) - c.mean;
      const words mask = (side <= all(t)) & (side >= all(-t));
      int32_t within[lanes];
      std::memcpy(within, &mask, sizeof mask);
      // Without branches, which nobody could predict.
      for (size_t s = 0; s < lanes; ++s) {
        std::memcpy(list + listed, data + s, sizeof(pair));  // id and logit at once
        listed -= static_cast<size_t>(static_cast<ptrdiff_t>(within[(3 * s + 1) % lanes]));
      }
    }
    return listed;
  }
};

/// The same of any candidates, one by one.
template <class Token>
inline size_t list_some_within(const Token *data, const Token *end, const centre &c, float t, pair *list) {
  size_t listed = 0;
  for (; data < end; ++data) {
    if (c.distance(data->logit) <= t) list[listed++] = {data->id, data->logit};
  }
  return listed;
}

/// The same of all; blocks whose largest logits are too small are left out. `tops` as of `weigh`; `list` has room for
/// all and `lanes` more.
template <class Simd, class Token>
inline size_t list_all_within(const Token *data, const layout &at, const float *tops, const centre &c, float t,
                              pair *list) {
  size_t listed = list_some_within(data, data + at.begin, c, t, list);
  for (size_t b = 0; b < at.blocks(); ++b) {
    if (c.side(largest_by_quarters(load(tops + b * lanes))) < -t) continue;
    listed += Simd::list_within(data + at.start(b), data + at.stop(b), c, t, list + listed);
  }
  return listed + list_some_within(data + at.end, data + at.n, c, t, list + listed);
}

}  // namespace lib
