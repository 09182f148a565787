// Champion without intrinsics: one vector division for each register of logits, at the speed of memory.
//
// As many structs as a register has lanes fill exactly three registers, and because three does not divide
// the number of lanes, the logits lie in different lanes of each: they merge into one register without
// being moved. The quotients go back the same way, beside untouched ids and probabilities. The walk goes
// from the end, which whoever wrote the array left nearest in the caches, and asks for its data ahead:
// prefetchers in hardware stop at every page.
#include "first_maximum.h"

namespace {

#if defined(__AVX512F__)
constexpr size_t register_bytes = 64;
#elif defined(__AVX__)
constexpr size_t register_bytes = 32;
#else
constexpr size_t register_bytes = 16;
#endif
constexpr size_t lanes = register_bytes / sizeof(float);
constexpr size_t line_bytes = 64;
constexpr size_t prefetch_bytes = 2048;
static_assert(sizeof(token_data) == 3 * sizeof(float) && offsetof(token_data, logit) == sizeof(float));

using floats = float __attribute__((vector_size(register_bytes)));
using words = int32_t __attribute__((vector_size(register_bytes)));
/// Words in memory, wherever a struct may start.
using memory = int32_t __attribute__((vector_size(register_bytes), aligned(alignof(token_data)), may_alias));

/// All bits set in the lanes of register `r` of a block that hold a logit: words 1, 4, 7, ... of the block.
inline words logit_lanes(size_t r) {
  words mask{};
  for (size_t lane = 0; lane < lanes; ++lane) mask[lane] = (r * lanes + lane) % 3 == 1 ? -1 : 0;
  return mask;
}

inline words select(words mask, words a, words b) { return (a & mask) | (b & ~mask); }

}  // namespace

extern "C" void temperature(token_data_array *cur, float t) {
  if (t <= 0.0f) return keep_first_maximum(cur);
  const words in0 = logit_lanes(0), in1 = logit_lanes(1), in2 = logit_lanes(2);
  // A register across two cache lines costs twice, and fewer than 16 structs lie before the first that
  // stays in one.
  size_t begin = 0;
  while (begin < cur->size && reinterpret_cast<uintptr_t>(cur->data + begin) % line_bytes != 0) {
    cur->data[begin++].logit /= t;
  }
  const size_t end = cur->size - (cur->size - begin) % lanes;
  for (size_t i = end; i > begin; i -= lanes) {
    auto *block = reinterpret_cast<memory *>(cur->data + i - lanes);
    for (size_t offset = 0; offset < 3 * register_bytes; offset += line_bytes) {
      const auto address = reinterpret_cast<uintptr_t>(block) + offset - prefetch_bytes;
      __builtin_prefetch(reinterpret_cast<const void *>(address));
    }
    const words w0 = block[0], w1 = block[1], w2 = block[2];
    const words quotients = (words)((floats)select(in0, w0, select(in1, w1, w2)) / t);
    block[0] = select(in0, quotients, w0);
    block[1] = select(in1, quotients, w1);
    block[2] = select(in2, quotients, w2);
  }
  for (size_t i = end; i < cur->size; ++i) cur->data[i].logit /= t;
}
