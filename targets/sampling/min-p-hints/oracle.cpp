#include "../min-p/oracle.h"

#include "pawl/6.1.h"

extern "C" void min_p(token_data_array *cur, float p, size_t min_keep) { min_p_by_definition(cur, p, min_keep); }
