// The published change: the counts in an array over the vocabulary.
#include <vector>

#include "window.h"

namespace {

struct sampler {
  penalty cost;
  bool active;
  std::vector<int32_t> counts;
};

}  // namespace

extern "C" void *penalties_create(const int32_t *history, size_t n_history, int32_t last_n, float repeat,
                                  float freq, float present, size_t n_vocab) {
  const penalty cost{repeat, freq, present};
  auto *state = new sampler{cost, last_n > 0 && !cost.neutral(), std::vector<int32_t>(n_vocab)};
  for (const int32_t id : window_of(history, n_history, last_n)) {
    if (in_vocabulary(id, n_vocab)) ++state->counts[static_cast<size_t>(id)];
  }
  return state;
}

extern "C" void penalties_destroy(void *state) { delete static_cast<sampler *>(state); }

extern "C" void penalties(void *opaque, token_data_array *cur) {
  const auto &state = *static_cast<const sampler *>(opaque);
  if (!state.active || cur->size == 0) return;
  for (size_t i = 0; i < cur->size; ++i) {
    const int32_t id = cur->data[i].id;
    if (!in_vocabulary(id, state.counts.size())) continue;
    const int32_t count = state.counts[static_cast<size_t>(id)];
    if (count > 0) state.cost.apply(cur->data[i].logit, count);
  }
  cur->sorted = false;
}
