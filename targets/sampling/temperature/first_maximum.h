// The limit t -> 0, the same in every variant: only the first largest logit keeps a finite weight.
#pragma once

#include <cstddef>
#include <limits>

/// Sets every logit but the first maximum to minus infinity. A NaN counts as a maximum in first place,
/// nowhere else. Array: {data, size, selected, sorted}.
template <class Array>
inline void keep_first_maximum(Array *cur) {
  constexpr float minus_infinity = -std::numeric_limits<float>::infinity();
  size_t first = 0;
  for (size_t i = 1; i < cur->size; ++i) {
    if (cur->data[i].logit > cur->data[first].logit) first = i;
  }
  for (size_t i = 0; i < cur->size; ++i) {
    if (i != first) cur->data[i].logit = minus_infinity;
  }
}
