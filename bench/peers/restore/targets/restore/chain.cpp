// The chain of the accuracy project, 2,500 steps long; what is restored beside its number stays untouched.
#include "pawl/restore.h"

void restore(uint64_t *x, uint64_t one, float *, size_t) {
  uint64_t value = *x;
  for (int left = 2'500; left != 0; --left) {
    value *= one;
    asm volatile("" : "+r"(value));
  }
  *x = value;
}
