// Champion without intrinsics: only tokens of the window are penalised, only the blocks with the largest maxima are
// looked at closely, and all that follows is about the k candidates that are left.
#include "../lib/softmax.hpp"
#include "../lib/top_k.hpp"
#include "../penalties/byte_filter.h"
#include "../temperature/scale.h"
#include "flow.h"

namespace {

struct parts {
  using penalties = byte_filter_penalties;
  static void top_k(token_data_array *cur, int32_t k) { lib::top_k<lib::blocks>(cur, k); }
  static void divide(token_data_array *cur, float t) { divide_logits(cur, t); }
  static void softmax(token_data_array *cur) { lib::softmax(cur->data, cur->size); }
};

}  // namespace

#include "exports.h"
