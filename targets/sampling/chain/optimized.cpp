// All published changes together: counts in an array over the vocabulary, vectors that keep their memory, one
// reciprocal each in place of divisions, a polynomial in place of expf.
#include "../lib/sequential_softmax.hpp"
#include "../penalties/dense.h"
#include "../softmax-expf/fast_expf.h"
#include "../temperature/scale.h"
#include "../top-k/reuse.h"
#include "flow.h"

namespace {

struct parts {
  using penalties = dense_penalties;
  static void top_k(token_data_array *cur, int32_t k) { reusing_top_k<token_data>(cur, k); }
  static void divide(token_data_array *cur, float t) { multiply_logits(cur, t); }
  static void softmax(token_data_array *cur) {
    lib::sequential_softmax(cur, [](float x) { return fast_expf(x); });
  }
};

}  // namespace

#include "exports.h"
