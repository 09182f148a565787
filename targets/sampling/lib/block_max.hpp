// Looking at an array of candidates by blocks: the largest logit of each takes one pass at the speed of memory, and
// who reaches a threshold has to be looked for in few of them only. Domain: every float but NaN, fewer than 2^32
// blocks.
//
// How to look at one block is `blocks` here, without intrinsics, and avx512::blocks in avx512/block_max.hpp.
#pragma once

#include <bit>
#include <limits>

#include "aos.hpp"

namespace lib {

/// Candidates whose answers fit into one word.
inline constexpr size_t most_of_piece = 64;

/// The largest lane: quarters of the widest register against each other.
inline float largest_by_quarters(floats x) {
  using quarter = float __attribute__((vector_size(16)));
  constexpr size_t n = register_bytes / sizeof(quarter);
  // Aligned as the register is: g++ 12 stores it as a whole, and under AddressSanitizer would put the array anywhere.
  alignas(register_bytes) quarter q[n];
  std::memcpy(q, &x, sizeof x);
  for (size_t half = n / 2; half > 0; half /= 2) {
    for (size_t i = 0; i < half; ++i) q[i] = q[i] > q[i + half] ? q[i] : q[i + half];
  }
  const float a = q[0][0] > q[0][1] ? q[0][0] : q[0][1];
  const float b = q[0][2] > q[0][3] ? q[0][2] : q[0][3];
  return a > b ? a : b;
}

/// Blocks of so many candidates.
template <size_t structs>
struct blocks {
  static_assert(structs == 32 || structs % most_of_piece == 0);
  static constexpr size_t size = structs;
  /// A block is looked at by pieces of so many.
  static constexpr size_t piece = structs < most_of_piece ? structs : most_of_piece;
  using lane_maxima = floats;

  /// Running maxima take the registers whole; the lanes that gather ids and probabilities are left out at the end.
  /// From the last group to the first, as whole arrays are walked.
  template <class Token>
  static lane_maxima maxima(const Token *block) {
    floats m[3];
    for (size_t s = structs; s > 0; s -= lanes) {
      const Token *group = block + s - lanes;
      const auto *registers = reinterpret_cast<const float *>(group);
      prefetch(group, -4096);
      for (size_t r = 0; r < 3; ++r) {
        const floats x = load(registers + r * lanes);
        m[r] = s == structs ? x : larger(x, m[r]);
      }
    }
    return select(lanes_of(field::logit, 0), m[0], select(lanes_of(field::logit, 1), m[1], m[2]));
  }
  static lane_maxima larger_lanes(lane_maxima a, lane_maxima b) { return larger(a, b); }
  static float largest(lane_maxima m) { return largest_by_quarters(m); }

  /// Bit s: struct s of a piece reaches the bound.
  template <class Token>
  static uint64_t reaching(const Token *data, float bound) {
    uint64_t reached = 0;
    for (size_t s = 0; s < piece; ++s) reached |= (data[s].logit >= bound ? uint64_t{1} : 0) << s;
    return reached;
  }
};

/// Writes the largest logit of each of the n / Blocks::size whole blocks, and returns that of all n candidates; minus
/// infinity of none. From the end, which whoever wrote the array left nearest in the caches.
template <class Blocks, class Token>
inline float block_maxima(const Token *data, size_t n, float *maxima) {
  float largest = -std::numeric_limits<float>::infinity();
  const size_t whole = n / Blocks::size;
  for (size_t i = whole * Blocks::size; i < n; ++i) largest = data[i].logit > largest ? data[i].logit : largest;
  if (whole == 0) return largest;
  auto all = Blocks::maxima(data + (whole - 1) * Blocks::size);
  for (size_t b = whole; b-- > 0;) {
    const auto m = Blocks::maxima(data + b * Blocks::size);
    all = Blocks::larger_lanes(m, all);
    maxima[b] = Blocks::largest(m);
  }
  const float largest_of_whole = Blocks::largest(all);
  return largest_of_whole > largest ? largest_of_whole : largest;
}

/// Lists, ascending, the blocks whose maximum reaches the bound; returns how many. `list` has room for all. Without
/// branches, which nobody could predict.
inline size_t list_reaching(const float *maxima, size_t whole, float bound, uint32_t *list) {
  size_t listed = 0;
  for (size_t b = 0; b < whole; ++b) {
    list[listed] = static_cast<uint32_t>(b);
    listed += maxima[b] >= bound ? 1 : 0;
  }
  return listed;
}

/// visit(position) for all of a block who reach the bound, positions ascending. `visit` may change the candidate and
/// what lies before it.
template <class Blocks, class Token, class Visit>
inline void visit_block(const Token *data, size_t block, float bound, Visit &&visit) {
  for (size_t begin = block * Blocks::size; begin < (block + 1) * Blocks::size; begin += Blocks::piece) {
    for (uint64_t left = Blocks::reaching(data + begin, bound); left != 0; left &= left - 1) {
      visit(begin + static_cast<size_t>(std::countr_zero(left)));
    }
  }
}

/// The same for those behind the last whole block.
template <class Blocks, class Token, class Visit>
inline void visit_rest(const Token *data, size_t n, float bound, Visit &&visit) {
  for (size_t i = n - n % Blocks::size; i < n; ++i) {
    if (data[i].logit >= bound) visit(i);
  }
}

}  // namespace lib
