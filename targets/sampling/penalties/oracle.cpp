// What the row means, in double precision: counts the window anew for every distinct id, rounds once at the
// end.
#include <map>

#include "pawl/4.2.h"

namespace {

struct rule {
  std::map<int32_t, int> counts;
  double repeat, freq, present;
  bool on;
};

}  // namespace

extern "C" void *penalties_create(const int32_t *history, size_t n_history, int32_t last_n, float repeat,
                                  float freq, float present, size_t n_vocab) {
  auto *r = new rule{{}, repeat, freq, present, true};
  if (last_n <= 0 || (repeat == 1.0f && freq == 0.0f && present == 0.0f)) r->on = false;
  int32_t seen = 0;
  for (size_t i = n_history; i > 0 && seen < last_n; --i, ++seen) {
    const int64_t id = history[i - 1];
    if (id >= 0 && id < static_cast<int64_t>(n_vocab)) r->counts[history[i - 1]] += 1;
  }
  return r;
}

extern "C" void penalties_destroy(void *state) { delete static_cast<rule *>(state); }

extern "C" void penalties(void *state, token_data_array *cur) {
  const rule &r = *static_cast<rule *>(state);
  if (!r.on || cur->size == 0) return;
  for (size_t i = 0; i < cur->size; ++i) {
    token_data &token = cur->data[i];
    if (r.counts.count(token.id) == 0) continue;
    double logit = token.logit;
    if (logit <= 0) {
      logit *= r.repeat;
    } else {
      logit /= r.repeat;
    }
    token.logit = static_cast<float>(logit - (r.counts.at(token.id) * r.freq + r.present));
  }
  cur->sorted = false;
}
