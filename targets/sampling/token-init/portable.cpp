// Champion without intrinsics: as many structs as a register has lanes are three registers. One permutation
// brings their logits into the lanes where they belong, which differ from register to register; ids go up from
// group to group.
//
// Every entry is written: whoever got the buffer may have changed it.
#include "../lib/aos.hpp"
#include "groups.h"

namespace {

using lib::field;
using lib::lanes;
using lib::words;
static_assert(group_structs % lanes == 0);

/// Registers of the champions' buffer, which starts a cache line.
using registers = int32_t __attribute__((vector_size(lib::register_bytes), may_alias));

template <size_t... lane>
inline words in_logit_lanes(words logits, std::index_sequence<lane...>) {
  return __builtin_shufflevector(logits, logits, lib::struct_in(field::logit, lane)...);
}

/// In lanes of ids, the struct of the group; zero, which probabilities start as, in all others.
inline words ids_in(size_t r) {
  words ids{};
  for (size_t lane = 0; lane < lanes; ++lane) {
    ids[lane] = static_cast<int32_t>(lib::struct_in(field::id, lane));
  }
  return ids & lib::lanes_of(field::id, r);
}

}  // namespace

extern "C" const token_data *init(void *state, const float *logits, size_t n) {
  auto &buffer = *static_cast<group_buffer *>(state);
  buffer.n = n;
  const words step = words{} + static_cast<int32_t>(lanes);
  const words step0 = step & lib::lanes_of(field::id, 0), step1 = step & lib::lanes_of(field::id, 1);
  const words step2 = step & lib::lanes_of(field::id, 2);
  const words logit0 = lib::lanes_of(field::logit, 0), logit1 = lib::lanes_of(field::logit, 1);
  const words logit2 = lib::lanes_of(field::logit, 2);
  words w0 = ids_in(0), w1 = ids_in(1), w2 = ids_in(2);

  const auto put = [&](token_data *tokens, const float *from) {
    const words values = reinterpret_cast<const lib::memory *>(from)->value;
    const words merged = in_logit_lanes(values, std::make_index_sequence<lanes>{});
    auto *const to = reinterpret_cast<registers *>(tokens);
    to[0] = w0 | (merged & logit0);
    to[1] = w1 | (merged & logit1);
    to[2] = w2 | (merged & logit2);
    w0 += step0;
    w1 += step1;
    w2 += step2;
  };
  const size_t whole = n - n % lanes;
  for (size_t i = 0; i < whole; i += lanes) put(buffer.data() + i, logits + i);
  if (whole < n) {
    float rest[lanes]{};
    std::copy(logits + whole, logits + n, rest);
    put(buffer.data() + whole, rest);
  }
  return buffer.data();
}
