// The published change: one reciprocal, then one multiplication per candidate.
#include "pawl/5.1.h"
#include "scale.h"

extern "C" void temperature(token_data_array *cur, float t) { multiply_logits(cur, t); }
