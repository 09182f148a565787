// llama.cpp's own change: a partial sort by buckets gives the 256 first; only where these are not enough, all are
// sorted, by buckets again.
#include "../lib/bucket_sort.hpp"
#include "softmax.h"

extern "C" void top_p(token_data_array *cur, float p, size_t min_keep) {
  constexpr size_t usually_enough = 256, small = 1024;
  if (p >= 1.0f || cur->size == 0) return;
  set_probabilities(cur);
  cumulative first;
  if (cur->sorted || cur->size <= small) {
    if (!cur->sorted) std::sort(cur->data, cur->data + cur->size, lib::before{});
    first.enough(cur->data, cur->size, p, min_keep);
  } else {
    lib::bucket_memory<token_data> some;
    lib::partial_sort(cur->data, cur->size, static_cast<int>(usually_enough), some);
    lib::bucket_memory<token_data> all;
    const token_data *sorted = some.sorted.data();
    if (!first.enough(sorted, usually_enough, p, min_keep)) {
      lib::partial_sort(cur->data, cur->size, static_cast<int>(cur->size), all);
      sorted = all.sorted.data();
      first.enough(sorted, cur->size, p, min_keep);
    }
    std::copy(sorted, sorted + first.i, cur->data);
  }
  cur->sorted = true;
  cur->size = first.i;
}
