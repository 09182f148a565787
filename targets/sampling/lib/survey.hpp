// One walk over an array of candidates that finds what probabilities are relative to, and the largest logit of each
// block: who reaches a threshold on the probability has to be looked for in few blocks only. Without intrinsics;
// avx512/survey.hpp is the twin with AVX-512.
#pragma once

#include "block_max.hpp"
#include "softmax.hpp"

namespace lib {

/// How to look at arrays of candidates.
struct walks {
  /// 32 registers of logits: long enough that sums cost little, short enough that few have to be looked at again.
  using block = blocks<32 * lanes>;

  /// Maximum and sum of n candidates, none of whose logits is NaN or plus infinity, with the errors of partition_of.
  /// Writes the largest logit of each of the n / block::size whole blocks. From the end, which whoever wrote the
  /// array left nearest in the caches.
  template <class Token>
  static partition survey(const Token *data, size_t n, float *maxima) {
    partition z;
    if (n == 0) return z;
    // Whichever way they may be sorted, this is the largest one.
    z.raise(std::max(data[0].logit, data[n - 1].logit));
    const size_t whole = n / block::size;
    for (size_t i = whole * block::size; i < n; i += lanes) {
      lib::add_block(z, 1, [&](size_t) { return load_some(data + i, std::min(lanes, n - i)); });
    }
    for (size_t b = whole; b-- > 0;) {
      const Token *begin = data + b * block::size;
      floats top = all(minus_infinity);
      lib::add_block(z, block::size / lanes, [&](size_t r) {
        const Token *group = begin + r * lanes;
        prefetch(group, -4096);
        const floats logits = load_logits(group);
        top = larger(logits, top);
        return logits;
      });
      maxima[b] = largest_by_quarters(top);
    }
    return z;
  }

  /// As of softmax.hpp.
  template <class Token>
  static void softmax(Token *data, size_t n) {
    lib::softmax(data, n);
  }
};

}  // namespace lib
