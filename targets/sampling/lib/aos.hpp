// One field of an array of {id, logit, p} structs, `lanes` structs at a time, without intrinsics. avx512/aos.hpp
// is the twin with AVX-512.
//
// As many structs as a register has lanes, a group, fill exactly three registers, and because three does not
// divide the number of lanes, the values of one field lie in different lanes of each: they merge into one
// register without being moved. There, struct s of the group lies in lane (3 s + field) modulo the lanes; so the
// lanes of two fields differ by a rotation, and sums, maxima and elementwise functions need none at all.
#pragma once

#include <type_traits>
#include <utility>

#include "vector.hpp"

namespace lib {

/// A word of a struct.
enum class field : size_t { id = 0, logit = 1, p = 2 };

/// Words in memory, wherever a struct may start.
struct __attribute__((packed, may_alias)) memory {
  words value;
};

/// All bits set in the lanes of register r (0, 1, 2) of a group that hold the field.
inline words lanes_of(field f, size_t r) {
  words mask{};
  for (size_t lane = 0; lane < lanes; ++lane) {
    mask[lane] = (r * lanes + lane) % 3 == static_cast<size_t>(f) ? -1 : 0;
  }
  return mask;
}

/// The struct of a group whose field lies in a lane of the merged register.
constexpr size_t struct_in(field f, size_t lane) {
  size_t s = 0;
  while ((3 * s + static_cast<size_t>(f)) % lanes != lane) ++s;
  return s;
}

/// Register r (0, 1, 2) of a group, as floats.
template <class Token>
inline floats load_register(const Token *group, size_t r) {
  return (floats)reinterpret_cast<const memory *>(group)[r].value;
}

/// Merges one field of the `lanes` structs from `group` on. Token: three words, of which the second and third
/// are floats.
template <field f, class Token>
inline words load_words(const Token *group) {
  static_assert(sizeof(Token) == 12 && alignof(Token) == 4 && std::is_standard_layout_v<Token>);
  const auto *registers = reinterpret_cast<const memory *>(group);
  const words w0 = registers[0].value, w1 = registers[1].value, w2 = registers[2].value;
  return select(lanes_of(f, 0), w0, select(lanes_of(f, 1), w1, w2));
}

template <class Token>
inline words load_ids(const Token *group) {
  return load_words<field::id>(group);
}
template <class Token>
inline floats load_logits(const Token *group) {
  return (floats)load_words<field::logit>(group);
}
template <class Token>
inline floats load_p(const Token *group) {
  return (floats)load_words<field::p>(group);
}

/// Puts one field back, in the lanes in which it was loaded; the other fields are written as they were.
template <field f, class Token>
inline void store_words(Token *group, words values) {
  static_assert(sizeof(Token) == 12 && alignof(Token) == 4 && std::is_standard_layout_v<Token>);
  auto *registers = reinterpret_cast<memory *>(group);
  // All are read before any is written: who loaded the group just before need not do it again.
  const words w0 = registers[0].value, w1 = registers[1].value, w2 = registers[2].value;
  registers[0].value = select(lanes_of(f, 0), values, w0);
  registers[1].value = select(lanes_of(f, 1), values, w1);
  registers[2].value = select(lanes_of(f, 2), values, w2);
}

template <class Token>
inline void store_logits(Token *group, floats logits) {
  store_words<field::logit>(group, (words)logits);
}
/// `p` in the lanes of probabilities.
template <class Token>
inline void store_p(Token *group, floats p) {
  store_words<field::p>(group, (words)p);
}

/// From the lanes of one field to those of the next: lane l moves to lane l + 1, the last one to the first.
template <size_t... l>
inline floats rotated(floats x, std::index_sequence<l...>) {
  return __builtin_shufflevector(x, x, ((l + lanes - 1) % lanes)...);
}
/// From the lanes of logits to those of probabilities.
inline floats logit_to_p_lanes(floats x) { return rotated(x, std::make_index_sequence<lanes>{}); }

/// Asks for the group that lies `bytes` (may be negative) from this one; it may lie outside of the array.
/// Prefetchers in hardware stop at every page.
template <class Token>
inline void prefetch(const Token *group, ptrdiff_t bytes) {
  for (size_t offset = 0; offset < 3 * register_bytes; offset += line_bytes) {
    const uintptr_t address = reinterpret_cast<uintptr_t>(group) + offset + static_cast<uintptr_t>(bytes);
    __builtin_prefetch(reinterpret_cast<const void *>(address));
  }
}

/// Structs, fewer than `lanes`, before the first from which on no register crosses a cache line; n if none comes.
template <class Token>
inline size_t before_line(const Token *data, size_t n) {
  size_t begin = 0;
  while (begin < n && reinterpret_cast<uintptr_t>(data + begin) % register_bytes != 0) ++begin;
  return begin;
}

}  // namespace lib
