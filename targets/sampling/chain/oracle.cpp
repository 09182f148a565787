// What the chain means, in double precision throughout: no logit is rounded before the last step.
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "pawl/chain.h"

namespace {

struct rule {
  std::map<int32_t, int> counts;
  chain_options options;
};

struct candidate {
  int32_t id;
  double logit, p;
};

void set_probabilities(std::vector<candidate> &all) {
  double sum = 0.0;
  for (candidate &c : all) sum += c.p = all[0].logit == -HUGE_VAL ? 0.0 : std::exp(c.logit - all[0].logit);
  for (candidate &c : all) c.p /= sum > 0.0 ? sum : 1.0;
}

}  // namespace

extern "C" void *chain_create(const int32_t *history, size_t n_history, const chain_options *options) {
  auto *r = new rule{{}, *options};
  for (size_t i = n_history; i > 0 && n_history - i < static_cast<size_t>(std::max(options->last_n, 0)); --i) {
    const int64_t id = history[i - 1];
    if (id >= 0 && id < static_cast<int64_t>(options->n_vocab)) r->counts[history[i - 1]] += 1;
  }
  return r;
}

extern "C" void chain_destroy(void *state) { delete static_cast<rule *>(state); }

extern "C" int32_t sample(void *state, token_data_array *cur, float u) {
  const rule &r = *static_cast<const rule *>(state);
  const chain_options &o = r.options;
  if (cur->size == 0) return -1;
  std::vector<candidate> kept;
  for (size_t i = 0; i < cur->size; ++i) {
    candidate c{cur->data[i].id, cur->data[i].logit, 0.0};
    if (const auto found = r.counts.find(c.id); found != r.counts.end()) {
      const double repeat = o.repeat;
      c.logit = c.logit <= 0.0 ? c.logit * repeat : c.logit / repeat;
      c.logit -= found->second * static_cast<double>(o.freq) + static_cast<double>(o.present);
    }
    kept.push_back(c);
  }
  const auto before = [](const candidate &a, const candidate &b) { return a.logit > b.logit; };
  std::stable_sort(kept.begin(), kept.end(), before);
  kept.resize(std::min(kept.size(), static_cast<size_t>(o.k)));

  if (o.top_p < 1.0f) {
    set_probabilities(kept);
    double mass = 0.0;
    const auto reaches = [&](const candidate &c) { return (mass += c.p) >= static_cast<double>(o.top_p); };
    if (const auto last = std::find_if(kept.begin(), kept.end(), reaches); last != kept.end()) {
      kept.erase(last + 1, kept.end());
    }
  }
  if (o.min_p > 0.0f) {
    const double threshold = kept[0].logit + std::log(static_cast<double>(o.min_p));
    kept.erase(std::find_if(kept.begin() + 1, kept.end(), [&](auto &c) { return c.logit < threshold; }), kept.end());
  }
  for (size_t i = 0; i < kept.size(); ++i) {
    if (o.temperature > 0.0f) kept[i].logit /= static_cast<double>(o.temperature);
    else if (i > 0) kept[i].logit = -HUGE_VAL;
  }
  set_probabilities(kept);

  size_t drawn = 0;
  double below = 0.0;
  for (size_t i = 0; i < kept.size(); ++i) {
    if (kept[i].p > 0.0 && below <= static_cast<double>(u)) drawn = i;
    below += kept[i].p;
    cur->data[i] = {kept[i].id, static_cast<float>(kept[i].logit), static_cast<float>(kept[i].p)};
  }
  cur->size = kept.size();
  cur->sorted = true;
  cur->selected = static_cast<int64_t>(drawn);
  return kept[drawn].id;
}
