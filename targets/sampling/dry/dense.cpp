// The published change: the longest matches in an array over the vocabulary. The tokens that have one are
// tracked, so that emptying the array costs as many writes as there are matches.
#include "repeats.h"

namespace {

/// The match of a token that continues none.
constexpr int32_t none = -1;

struct sampler {
  std::span<const int32_t> window;
  std::unordered_set<int32_t> breakers;
  std::vector<int32_t> repeat_counts;
  std::vector<int32_t> longest;
  std::vector<int32_t> tracked;
};

}  // namespace

extern "C" void *dry_create(const int32_t *context, size_t n_context, const int32_t *breakers, size_t n_breakers,
                            int32_t last_n, size_t n_vocab) {
  const auto window = window_of(context, n_context, last_n);
  return new sampler{window, {breakers, breakers + n_breakers}, {}, std::vector<int32_t>(n_vocab, none), {}};
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

  for (const int32_t token : state.tracked) state.longest[static_cast<size_t>(token)] = none;
  state.tracked.clear();
  for (size_t i = 0; i + 1 < state.window.size(); ++i) {
    const int32_t length = state.repeat_counts[i];
    const int32_t token = state.window[i + 1];
    if (length < allowed || !in_vocabulary(token, state.longest.size())) continue;
    int32_t &longest = state.longest[static_cast<size_t>(token)];
    if (longest == none) state.tracked.push_back(token);
    longest = std::max(longest, length);
  }

  const int32_t max_exponent = cost.max_exponent();
  for (size_t i = 0; i < cur->size; ++i) {
    const int32_t id = cur->data[i].id;
    if (!in_vocabulary(id, state.longest.size())) continue;
    const int32_t length = state.longest[static_cast<size_t>(id)];
    if (length == none) continue;
    if (state.breakers.find(id) != state.breakers.end()) continue;
    cur->data[i].logit -= cost.penalty(length, max_exponent);
  }
}
