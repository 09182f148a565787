// Champion with AVX-512: as the portable one.
#include "../lib/avx512/block_max.hpp"
#include "../lib/avx512/softmax.hpp"
#include "../lib/top_k.hpp"
#include "../penalties/register_filter.h"
#include "../temperature/scale.h"
#include "flow.h"

namespace {

struct parts {
  using penalties = register_filter_penalties;
  static void top_k(token_data_array *cur, int32_t k) { lib::top_k<lib::avx512::blocks>(cur, k); }
  static void divide(token_data_array *cur, float t) { divide_logits(cur, t); }
  static void softmax(token_data_array *cur) { lib::avx512::softmax(cur->data, cur->size); }
};

}  // namespace

#include "exports.h"
