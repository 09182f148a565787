// Champion without intrinsics: touches the tokens of the window only. When candidates are shuffled or
// truncated, it scans them through a filter: one byte per residue of an id, so few that they stay in
// the first-level cache.
#include <bit>
#include <cstdint>
#include <utility>

#include "tracked.h"

namespace {

/// Bytes of the filter per tracked token: one candidate in 256 passes it by chance.
constexpr size_t filter_bytes_per_token = 256;
/// Candidates per decision: long enough to overlap their loads, short enough that most hold no tracked token.
constexpr size_t block = 16;

struct sampler {
  penalty cost;
  bool active;
  std::vector<tracked_token> tokens;
  /// 1 at every residue, modulo a power of two, of a tracked id.
  std::vector<uint8_t> filter;

  size_t residue(int32_t id) const { return static_cast<uint32_t>(id) & (filter.size() - 1); }

  void scan(token_data *data, size_t n) const {
    for (size_t i = 0; i < n; ++i) {
      if (filter[residue(data[i].id)] == 0) continue;
      const int32_t count = count_of(tokens, data[i].id);
      if (count > 0) cost.apply(data[i].logit, count);
    }
  }
};

}  // namespace

extern "C" void *penalties_create(const int32_t *history, size_t n_history, int32_t last_n, float repeat,
                                  float freq, float present, size_t n_vocab) {
  const penalty cost{repeat, freq, present};
  auto tokens = track(window_of(history, n_history, last_n), n_vocab);
  auto *state = new sampler{cost, last_n > 0 && !cost.neutral(), std::move(tokens), {}};
  state->filter.resize(std::bit_ceil(filter_bytes_per_token * (state->tokens.size() + 1)));
  for (const auto &token : state->tokens) state->filter[state->residue(token.id)] = 1;
  return state;
}

extern "C" void penalties_destroy(void *state) { delete static_cast<sampler *>(state); }

extern "C" void penalties(void *opaque, token_data_array *cur) {
  const auto &state = *static_cast<const sampler *>(opaque);
  if (!state.active || cur->size == 0) return;
  cur->sorted = false;
  if (penalise_in_place(state.tokens, state.cost, cur)) return;
  const size_t whole = cur->size - cur->size % block;
  const uint8_t *filter = state.filter.data();
  for (size_t i = 0; i < whole; i += block) {
    unsigned passed = 0;
    for (size_t k = 0; k < block; ++k) passed |= filter[state.residue(cur->data[i + k].id)];
    if (passed != 0) state.scan(cur->data + i, block);
  }
  state.scan(cur->data + whole, cur->size - whole);
}
