// The twin of ../survey.hpp with AVX-512 (avx512f, avx512dq).
#pragma once

#include "../survey.hpp"
#include "block_max.hpp"
#include "softmax.hpp"

namespace lib::avx512 {

/// How to look at arrays of candidates.
struct walks {
  using block = blocks<32 * lanes>;

  template <class Token>
  static partition survey(const Token *data, size_t n, float *maxima) {
    const __m512 nothing = _mm512_set1_ps(minus_infinity);
    partition z;
    if (n == 0) return z;
    // Whichever way they may be sorted, this is the largest one.
    z.raise(std::max(data[0].logit, data[n - 1].logit));
    const size_t whole = n / block::size;
    for (size_t i = whole * block::size; i < n; i += lanes) {
      const size_t some = std::min(lanes, n - i);
      avx512::add_block(z, 1, [&](size_t) { return load_some<field::logit>(data + i, some, nothing); });
    }
    for (size_t b = whole; b-- > 0;) {
      const Token *begin = data + b * block::size;
      __m512 top = nothing;
      avx512::add_block(z, block::size / lanes, [&](size_t r) {
        const Token *group = begin + r * lanes;
        prefetch(group, -4096);
        const __m512 logits = load<field::logit>(group);
        top = _mm512_maskz_max_ps(any, top, logits);
        return logits;
      });
      maxima[b] = block::largest(top);
    }
    return z;
  }

  template <class Token>
  static void softmax(Token *data, size_t n) {
    avx512::softmax(data, n);
  }
};

}  // namespace lib::avx512
