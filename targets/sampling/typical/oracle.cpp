// What the row means, in double precision; more is kept than that, so that the comparison (../nucleus-verify.ts) can
// judge cuts that rounding moves, and candidates that change places across a cut.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "pawl/1.2.h"

extern "C" void typical(token_data_array *cur, float p, size_t min_keep) {
  constexpr double slack = 2e-3, apart = 8e-3;
  if (p >= 1.0f || cur->size == 0) return;
  const size_t n = cur->size;
  double max = -HUGE_VAL;
  for (size_t i = 0; i < n; ++i) max = std::max(max, static_cast<double>(cur->data[i].logit));
  std::vector<double> probabilities(n, 0.0), scores(n, HUGE_VAL);
  if (max > -HUGE_VAL) {
    double sum = 0.0, entropy = 0.0;
    for (size_t i = 0; i < n; ++i) sum += std::exp(static_cast<double>(cur->data[i].logit) - max);
    for (size_t i = 0; i < n; ++i) {
      // -ln p, which does not underflow as p does; the large numbers first.
      scores[i] = std::log(sum) - (static_cast<double>(cur->data[i].logit) - max);
      probabilities[i] = std::exp(-scores[i]);
      if (probabilities[i] > 0.0) entropy += probabilities[i] * scores[i];
    }
    for (double &score : scores) score = std::abs(score - entropy);
  }
  std::vector<size_t> order(n);
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return scores[a] < scores[b]; });

  const std::vector<token_data> all(cur->data, cur->data + n);
  double mass = 0.0, furthest = 0.0;
  for (size_t kept = 0; kept < n; ++kept) {
    const size_t i = order[kept];
    const bool enough = kept > 0 && kept >= min_keep && mass > static_cast<double>(p) + slack;
    if (enough && scores[i] > furthest + apart) break;
    if (!enough) furthest = scores[i];
    mass += probabilities[i];
    cur->data[kept] = {all[i].id, all[i].logit, static_cast<float>(probabilities[i])};
    cur->size = kept + 1;
  }
  cur->sorted = false;
}
