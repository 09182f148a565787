// Champion without intrinsics.
//
// A probability below the smallest normal float counts as that one in the logarithm: the difference is below
// 1e-36 each, and 0 contributes 0 without a branch. A block's sum is one of few floats per lane, and blocks add
// up in double precision.
#include <algorithm>
#include <cmath>
#include <limits>

#include "pawl/5.3.h"

#include "../lib/log.hpp"

namespace {

constexpr float smallest = std::numeric_limits<float>::min();
/// Independent sums, so that none waits for the one before.
constexpr size_t sums = 4;
constexpr size_t step = sums * lib::lanes;
/// Floats per block: at most 32 terms in a lane's sum.
constexpr size_t block = 32 * step;

}  // namespace

extern "C" float entropy(const float *p, size_t n) {
  double total = 0.0;
  size_t i = 0;
  while (n - i >= step) {
    const size_t end = i + std::min(n - i, block) / step * step;
    lib::floats sum[sums] = {};
    for (; i < end; i += step) {
      for (size_t s = 0; s < sums; ++s) {
        const lib::floats x = lib::load(p + i + s * lib::lanes);
        sum[s] += x * lib::log(lib::larger(x, lib::all(smallest)));
      }
    }
    total += lib::sum(sum[0] + sum[1]) + lib::sum(sum[2] + sum[3]);
  }
  for (; i < n; ++i) {
    if (p[i] > 0.0f) total += static_cast<double>(p[i]) * std::log(static_cast<double>(p[i]));
  }
  return static_cast<float>(-total);
}
