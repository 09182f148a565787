// What the row means, in double precision: a stable sort of all, probabilities relative to all, the prefix that
// surprises by at most mu bits, probabilities relative to that, and the first whose cumulative one exceeds u.
#include <algorithm>
#include <cmath>
#include <vector>

#include "pawl/7.2b.h"

extern "C" int32_t mirostat_v2(token_data_array *cur, float *mu, float tau, float eta, float u) {
  if (cur->size == 0) return -1;
  std::stable_sort(cur->data, cur->data + cur->size,
                   [](const token_data &a, const token_data &b) { return a.logit > b.logit; });
  const double max = cur->data[0].logit;
  std::vector<double> weights;
  double all = 0.0, kept_sum = 0.0, below = 0.0;
  for (size_t i = 0; i < cur->size; ++i) {
    weights.push_back(max == -HUGE_VAL ? 0.0 : std::exp(static_cast<double>(cur->data[i].logit) - max));
    all += weights[i];
  }
  const double least = std::exp2(-static_cast<double>(*mu));
  size_t kept = 1, drawn = 0;
  while (kept < cur->size && weights[kept] > 0.0 && weights[kept] / all >= least) ++kept;
  for (size_t i = 0; i < kept; ++i) kept_sum += weights[i];
  for (size_t i = 0; i < kept; ++i) {
    if (weights[i] > 0.0 && below <= u) drawn = i;
    const double p = weights[i] > 0.0 ? weights[i] / kept_sum : 0.0;
    below += p;
    cur->data[i].p = static_cast<float>(p);
  }
  cur->size = kept;
  cur->sorted = true;
  cur->selected = static_cast<int64_t>(drawn);
  if (weights[drawn] > 0.0) {
    const double surprise = -std::log2(weights[drawn] / kept_sum);
    *mu = static_cast<float>(*mu - static_cast<double>(eta) * (surprise - static_cast<double>(tau)));
  }
  return cur->data[drawn].id;
}
