// Baseline: one division per candidate.
#include "pawl/5.1.h"
#include "scale.h"

extern "C" void temperature(token_data_array *cur, float t) { divide_logits(cur, t); }
