// One field of an array of {id, logit, p} structs, 16 structs at a time. The twin of ../aos.hpp with AVX-512
// (avx512f).
//
// 16 structs, a group, are three registers. The values of one field lie in different lanes of each, so that
// three masked loads merge them into one register without moving any. There, struct s of the group lies in lane
// (3 s + field) % 16: `order_of` brings them into the order of the structs where that matters, and lanes of
// logits and of probabilities differ by a rotation.
#pragma once

#include <immintrin.h>

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "mask.hpp"

namespace lib::avx512 {

inline constexpr size_t lanes = 16;
inline constexpr size_t line_bytes = 64;

/// A word of a struct.
enum class field : unsigned { id = 0, logit = 1, p = 2 };

/// One bit per lane of register r (0, 1, 2) of a group that holds the field, of its first n structs.
constexpr __mmask16 lanes_of(field f, unsigned r, size_t n = lanes) {
  const uint64_t every_third = uint64_t{0x249249249249} << static_cast<unsigned>(f);
  const uint64_t present = (uint64_t{1} << 3 * n) - 1;
  return static_cast<__mmask16>((every_third & present) >> 16 * r);
}

/// The struct of a group whose field lies in a lane of the merged register; 3 * 11 is 1 modulo 16.
constexpr size_t struct_in(field f, size_t lane) { return (lane + lanes - static_cast<size_t>(f)) * 11 % lanes; }

/// Where each struct's field lies: `_mm512_permutexvar_ps(order_of(f), merged)` is in the order of the structs.
inline __m512i order_of(field f) {
  const __m512i first = _mm512_setr_epi32(0, 3, 6, 9, 12, 15, 2, 5, 8, 11, 14, 1, 4, 7, 10, 13);
  return _mm512_add_epi32(first, _mm512_set1_epi32(static_cast<int>(f)));  // the permutation takes it modulo 16
}

/// The three registers of a group; Token: three words, of which the second and third are floats.
template <class Token>
inline const float *words_of(const Token *group) {
  static_assert(sizeof(Token) == 12 && alignof(Token) == 4 && std::is_standard_layout_v<Token>);
  return reinterpret_cast<const float *>(group);
}
template <class Token>
inline float *words_of(Token *group) {
  return const_cast<float *>(words_of(static_cast<const Token *>(group)));
}

/// Merges one field of the 16 structs from `group` on.
template <field f, class Token>
inline __m512 load(const Token *group) {
  const float *words = words_of(group);
  __m512 x = _mm512_maskz_loadu_ps(lanes_of(f, 0), words);
  x = _mm512_mask_loadu_ps(x, lanes_of(f, 1), words + lanes);
  return _mm512_mask_loadu_ps(x, lanes_of(f, 2), words + 2 * lanes);
}

/// The same of the first n <= 16 structs, and `rest` in the lanes of the others; touches nothing behind them.
template <field f, class Token>
inline __m512 load_some(const Token *group, size_t n, __m512 rest) {
  const float *words = words_of(group);
  for (unsigned r = 0; r < 3; ++r) rest = _mm512_mask_loadu_ps(rest, lanes_of(f, r, n), words + r * lanes);
  return rest;
}

/// Puts one field back, in the lanes in which it was loaded; touches no other field.
template <field f, class Token>
inline void store(Token *group, __m512 x) {
  float *words = words_of(group);
  _mm512_mask_storeu_ps(words, lanes_of(f, 0), x);
  _mm512_mask_storeu_ps(words + lanes, lanes_of(f, 1), x);
  _mm512_mask_storeu_ps(words + 2 * lanes, lanes_of(f, 2), x);
}

/// The same for the first n < 16 structs.
template <field f, class Token>
inline void store_some(Token *group, size_t n, __m512 x) {
  float *words = words_of(group);
  for (unsigned r = 0; r < 3; ++r) _mm512_mask_storeu_ps(words + r * lanes, lanes_of(f, r, n), x);
}

/// From the lanes of logits to those of probabilities: lane l moves to lane l + 1, the last one to the first.
inline __m512 logit_to_p_lanes(__m512 x) {
  const __m512i i = _mm512_castps_si512(x);
  return _mm512_castsi512_ps(_mm512_maskz_alignr_epi32(any, i, i, 15));
}

/// Asks for the group that lies `bytes` (may be negative) from this one; it may lie outside of the array.
/// Prefetchers in hardware stop at every page.
template <class Token>
inline void prefetch(const Token *group, ptrdiff_t bytes) {
  const uintptr_t address = reinterpret_cast<uintptr_t>(group) + static_cast<uintptr_t>(bytes);
  for (size_t r = 0; r < 3; ++r) {
    _mm_prefetch(reinterpret_cast<const char *>(address + r * line_bytes), _MM_HINT_T0);
  }
}

/// Structs before the first that starts a cache line, from which on no register crosses one; all if none does.
template <class Token>
inline size_t before_line(const Token *data, size_t n) {
  size_t begin = 0;
  while (begin < n && reinterpret_cast<uintptr_t>(data + begin) % line_bytes != 0) ++begin;
  return begin;
}

}  // namespace lib::avx512
