// A partial sort by buckets whose vectors belong to the thread and keep their memory.
//
// Written out beside allocate.h: as one function for both, g++ 12 inlines std::partial_sort in another way, and k = 40 takes
// 85 us in place of 54.
#pragma once

#include "../lib/bucket_sort.hpp"

/// Array: {data, size, selected, sorted} of Token.
template <class Token, class Array>
inline void reusing_top_k(Array *cur, int32_t k) {
  if (k <= 0 || cur->size == 0) return;
  k = static_cast<int32_t>(std::min(static_cast<size_t>(k), cur->size));
  if (!cur->sorted) {
    if (k <= lib::without_buckets) {
      std::partial_sort(cur->data, cur->data + k, cur->data + cur->size, lib::before{});
    } else {
      static thread_local lib::bucket_memory<Token> memory;
      memory.bucket.clear();
      memory.histogram.clear();
      memory.ends.clear();
      memory.sorted.clear();
      lib::partial_sort(cur->data, cur->size, k, memory);
      std::copy(memory.sorted.data(), memory.sorted.data() + k, cur->data);
    }
    cur->sorted = true;
  }
  cur->size = static_cast<size_t>(k);
}
