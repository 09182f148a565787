// The published change: the vectors of the partial sort by buckets belong to the thread and keep their memory.
#include "pawl/1.3.h"
#include "reuse.h"

extern "C" void top_k(token_data_array *cur, int32_t k) { reusing_top_k<token_data>(cur, k); }
