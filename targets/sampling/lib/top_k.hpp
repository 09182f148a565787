// The champion of top_k, for every way to look at blocks of candidates.
#pragma once

#include "top.hpp"

namespace lib {

/// Array: {data, size, selected, sorted}. Blocks: `lib::blocks` or `lib::avx512::blocks`.
template <template <size_t> class Blocks, class Array>
inline void top_k(Array *cur, int32_t k) {
  if (k <= 0 || cur->size == 0) return;
  const size_t kept = std::min(static_cast<size_t>(k), cur->size);
  if (!cur->sorted) {
    keep_top<Blocks>(cur->data, cur->size, kept);
    cur->sorted = true;
  }
  cur->size = kept;
}

}  // namespace lib
