// llama.cpp's own sampler, told the window token by token.
#include <optional>
#include <vector>

#include "../lib/llama.hpp"
#include "rule.h"

namespace {

/// A token that the vocabulary lacks still takes part in matches, but llama.cpp would penalise a candidate that has its
/// id; under another one, which no candidate has, it does the same.
constexpr int32_t hidden(int32_t token) { return token < 0 ? token : -3 - token; }

struct context {
  std::vector<int32_t> window;
  std::vector<std::vector<int32_t>> breakers;
  /// Parameters of `sampler`.
  std::optional<rule> made;
  llama::sampler sampler;

  void make(const rule &wanted) {
    const auto n = static_cast<int32_t>(window.size());
    const auto &[multiplier, base, allowed] = wanted;
    sampler.reset(breakers.empty() ? llama_sampler_init_dry(nullptr, multiplier, base, allowed, n, nullptr, 0)
                                   : llama_sampler_init_dry_testing(multiplier, base, allowed, n, breakers));
    for (const int32_t token : window) llama_sampler_accept(sampler.get(), token);
    made = wanted;
  }
};

}  // namespace

extern "C" void *dry_create(const int32_t *tokens, size_t n_context, const int32_t *breakers, size_t n_breakers,
                            int32_t last_n, size_t n_vocab) {
  const auto known = [&](int32_t token) { return in_vocabulary(token, n_vocab) ? token : hidden(token); };
  auto *state = new context;
  for (const int32_t token : window_of(tokens, n_context, last_n)) state->window.push_back(known(token));
  for (size_t i = 0; i < n_breakers; ++i) state->breakers.push_back({known(breakers[i])});
  return state;
}

extern "C" void dry_destroy(void *state) { delete static_cast<context *>(state); }

extern "C" void dry(void *opaque, token_data_array *cur, float multiplier, float base, int32_t allowed) {
  auto &state = *static_cast<context *>(opaque);
  const rule wanted{multiplier, base, allowed};
  if (!wanted.active(state.window) || cur->size == 0) return;
  const bool same = state.made && state.made->multiplier == multiplier && state.made->base == base;
  if (!same || state.made->allowed != allowed) state.make(wanted);
  llama::apply(state.sampler, cur);
}
