// Champion without intrinsics: see ../lib/mirostat_v2.hpp.
#include "../lib/mirostat_v2.hpp"
#include "pawl/7.2b.h"

extern "C" int32_t mirostat_v2(token_data_array *cur, float *mu, float tau, float eta, float u) {
  return lib::mirostat_v2<lib::walks>(cur, mu, tau, eta, u);
}
