// Baseline: a hash map from tokens to the longest match that they would continue, with a lookup for every
// candidate.
#include <unordered_map>

#include "repeats.h"

namespace {

struct sampler {
  std::span<const int32_t> window;
  std::unordered_set<int32_t> breakers;
  size_t n_vocab;
  std::vector<int32_t> repeat_counts;
  std::unordered_map<int32_t, int32_t> longest;
};

}  // namespace

extern "C" void *dry_create(const int32_t *context, size_t n_context, const int32_t *breakers, size_t n_breakers,
                            int32_t last_n, size_t n_vocab) {
  const auto window = window_of(context, n_context, last_n);
  return new sampler{window, {breakers, breakers + n_breakers}, n_vocab, {}, {}};
}

extern "C" void dry_destroy(void *state) { delete static_cast<sampler *>(state); }

extern "C" void dry(void *opaque, token_data_array *cur, float multiplier, float base, int32_t allowed) {
  auto &state = *static_cast<sampler *>(opaque);
  const rule cost{multiplier, base, allowed};
  if (!cost.active(state.window) || cur->size == 0) return;
  cur->sorted = false;
  const int32_t limit = repetition_limit(state.window, state.breakers);
  if (limit < allowed) return;
  count_repeats(state.window, limit, state.repeat_counts);

  state.longest.clear();
  for (size_t i = 0; i + 1 < state.window.size(); ++i) {
    const int32_t length = state.repeat_counts[i];
    const int32_t token = state.window[i + 1];
    if (length < allowed || !in_vocabulary(token, state.n_vocab)) continue;
    const auto found = state.longest.find(token);
    if (found == state.longest.end() || found->second < length) state.longest[token] = length;
  }

  const int32_t max_exponent = cost.max_exponent();
  for (size_t i = 0; i < cur->size; ++i) {
    const auto found = state.longest.find(cur->data[i].id);
    if (found == state.longest.end()) continue;
    if (state.breakers.find(found->first) != state.breakers.end()) continue;
    cur->data[i].logit -= cost.penalty(found->second, max_exponent);
  }
}
