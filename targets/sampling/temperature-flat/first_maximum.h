// The limit t -> 0, the same in every variant: only the first largest logit keeps a finite weight.
#pragma once

#include <limits>

#include "pawl/5.1f.h"

/// Sets every logit but the first maximum to minus infinity. A NaN counts as a maximum in first place,
/// nowhere else.
inline void keep_first_maximum(float *logits, size_t n) {
  size_t first = 0;
  for (size_t i = 1; i < n; ++i) {
    if (logits[i] > logits[first]) first = i;
  }
  for (size_t i = 0; i < n; ++i) {
    if (i != first) logits[i] = -std::numeric_limits<float>::infinity();
  }
}
