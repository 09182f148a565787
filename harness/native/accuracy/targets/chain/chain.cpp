// A chain of dependent multiplications: its time is the number of steps × the multiplier's latency, on any machine and
// wherever the code lies. It goes through memory, so that one call depends on the one before and out-of-order execution
// cannot overlap them. With PER_MILLE, so many thousandths of the steps on top: a slowdown that is known exactly.
#include "pawl/chain.h"

#ifndef PER_MILLE
#define PER_MILLE 0
#endif

void chain(uint64_t *x, uint64_t one, uint64_t steps) {
  uint64_t value = *x;
  // The same instructions for every PER_MILLE, 0 included.
  for (uint64_t left = steps * (1000 + PER_MILLE) / 1000; left != 0; --left) {
    value *= one;
    asm volatile("" : "+r"(value));
  }
  *x = value;
}
