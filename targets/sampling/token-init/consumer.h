// What all variants share: how they are told that their buffer was used.
#pragma once

#include "pawl/2.1.h"

/// Stands for the samplers that get the buffer: leaves no field of it as it was, and the first entries nearest in
/// the caches.
inline void consume(token_data *data, size_t n) {
  for (size_t i = n; i-- > 0;) data[i] = {~data[i].id, -data[i].logit, 1.0f};
}
