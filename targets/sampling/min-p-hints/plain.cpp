// Baseline: no branch says how likely it is.
#include "../min-p/allocate.h"
#include "pawl/6.1.h"

extern "C" void min_p(token_data_array *cur, float p, size_t min_keep) {
  allocating_min_p<token_data>(cur, p, min_keep);
}
