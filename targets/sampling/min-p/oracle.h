// What the row means, for both targets. The threshold is a float by definition: the maximum plus logf(p), added in
// double precision and rounded once.
#pragma once

#include <algorithm>
#include <cmath>
#include <iterator>
#include <type_traits>
#include <vector>

template <class Array>
inline void min_p_by_definition(Array *cur, float p, size_t min_keep) {
  if (p <= 0.0f || cur->size == 0) return;
  using token = std::remove_reference_t<decltype(*cur->data)>;
  std::vector<token> all(cur->data, cur->data + cur->size), kept;
  double max = -HUGE_VAL;
  for (const token &t : all) max = std::max(max, static_cast<double>(t.logit));
  if (cur->sorted) max = all[0].logit;
  const double threshold = static_cast<float>(max + static_cast<double>(logf(p)));
  const auto reaches = [=](const token &t) { return static_cast<double>(t.logit) >= threshold; };

  if (!cur->sorted) std::copy_if(all.begin(), all.end(), std::back_inserter(kept), reaches);
  if (kept.empty() || kept.size() < min_keep) {
    if (!cur->sorted) {
      std::stable_sort(all.begin(), all.end(), [](const token &a, const token &b) { return a.logit > b.logit; });
    }
    cur->sorted = true;
    kept.assign(1, all[0]);
    while (kept.size() < all.size() && (reaches(all[kept.size()]) || kept.size() < min_keep)) {
      kept.push_back(all[kept.size()]);
    }
  }
  std::copy(kept.begin(), kept.end(), cur->data);
  cur->size = kept.size();
}
