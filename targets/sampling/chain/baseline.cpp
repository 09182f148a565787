// Baseline: the baselines of the rows, one after the other.
#include "../lib/sequential_softmax.hpp"
#include "../penalties/hash_map.h"
#include "../temperature/scale.h"
#include "../top-k/allocate.h"
#include "flow.h"

namespace {

struct parts {
  using penalties = hash_map_penalties;
  static void top_k(token_data_array *cur, int32_t k) { allocating_top_k<token_data>(cur, k); }
  static void divide(token_data_array *cur, float t) { divide_logits(cur, t); }
  static void softmax(token_data_array *cur) {
    lib::dividing_softmax(cur, [](float x) { return expf(x); });
  }
};

}  // namespace

extern "C" void *chain_create(const int32_t *history, size_t n_history, const chain_options *options) {
  return new chain<parts>(history, n_history, *options);
}

extern "C" void chain_destroy(void *state) { delete static_cast<chain<parts> *>(state); }

extern "C" int32_t sample(void *state, token_data_array *cur, float u) {
  return static_cast<const chain<parts> *>(state)->sample(cur, u);
}
