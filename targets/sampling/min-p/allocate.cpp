// Baseline: the survivors go into a vector that every call makes anew.
#include "allocate.h"
#include "pawl/1.1.h"

extern "C" void min_p(token_data_array *cur, float p, size_t min_keep) {
  allocating_min_p<token_data>(cur, p, min_keep);
}
