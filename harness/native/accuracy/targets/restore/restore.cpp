// As `chain`, beside a buffer that it never touches and that has to be restored before every sample all the same.
#include "pawl/restore.h"

void restore(uint64_t *x, uint8_t *ballast, size_t n, uint64_t one, uint64_t steps) {
  (void)ballast, (void)n;
  uint64_t value = *x;
  for (uint64_t left = steps; left != 0; --left) {
    value *= one;
    asm volatile("" : "+r"(value));
  }
  *x = value;
}
