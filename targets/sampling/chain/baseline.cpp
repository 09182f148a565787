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

#include "exports.h"
