// What the row means, in double precision; more is kept than that, so that the comparison (../nucleus-verify.ts) can
// judge cuts that rounding moves.
#include <algorithm>
#include <cmath>
#include <vector>

#include "pawl/top_p.h"

extern "C" void top_p(token_data_array *cur, float p, size_t min_keep) {
  constexpr double slack = 2e-3;
  if (p >= 1.0f || cur->size == 0) return;
  const size_t n = cur->size;
  if (!cur->sorted) {
    std::stable_sort(cur->data, cur->data + n,
                     [](const token_data &a, const token_data &b) { return a.logit > b.logit; });
    cur->sorted = true;
  }
  const double max = cur->data[0].logit;
  std::vector<double> probabilities(n, 0.0);
  if (max > -HUGE_VAL) {
    double sum = 0.0;
    for (size_t i = 0; i < n; ++i) sum += probabilities[i] = std::exp(static_cast<double>(cur->data[i].logit) - max);
    for (double &one : probabilities) one /= sum;
  }
  double mass = 0.0;
  size_t kept = 0;
  while (kept < n && (kept == 0 || kept < min_keep || mass <= static_cast<double>(p) + slack)) {
    mass += probabilities[kept];
    cur->data[kept].p = static_cast<float>(probabilities[kept]);
    ++kept;
  }
  cur->size = kept;
}
