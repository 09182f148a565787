// llama.cpp's partial sort by buckets: who falls into which, and the order of those that matter.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace lib {

inline constexpr int n_buckets = 128;

/// Up to so many candidates, the heap of std::partial_sort is small enough, and there are no buckets.
inline constexpr int without_buckets = 128;

/// The logit descending; the order of equal ones is left to chance.
struct before {
  template <class Token>
  bool operator()(const Token &a, const Token &b) const { return a.logit > b.logit; }
};

/// Buckets cover [-10, 10]. Clamped as a float: llama.cpp converts first, where infinities and large logits have no
/// defined result, and loses them.
inline int bucket_of(float logit) {
  constexpr float low = -10.0f, high = 10.0f, scale = n_buckets / (high - low);
  return static_cast<int>(std::clamp(scale * logit - low * scale, 0.0f, n_buckets - 1.0f));
}

/// Memory that a bucket sort works in.
template <class Token>
struct bucket_memory {
  std::vector<int> bucket;
  std::vector<int> histogram;
  std::vector<Token *> ends;
  std::vector<Token> sorted;
};

/// Leaves the k first of n candidates, in order, in front of `memory.sorted`. All its vectors are empty, and
/// 0 < k <= n.
///
/// Never inlined: of memory that belongs to the thread, g++ 12 would look up the address for each candidate, which takes
/// more time than all allocations.
template <class Token>
[[gnu::noinline]] void partial_sort(const Token *data, size_t n, int k, bucket_memory<Token> &memory) {
  auto &[bucket, histogram, ends, sorted] = memory;
  histogram.resize(n_buckets, 0);
  bucket.reserve(n);
  for (size_t i = 0; i < n; ++i) {
    const int b = bucket_of(data[i].logit);
    bucket.push_back(b);
    ++histogram[static_cast<size_t>(b)];
  }
  int have = 0, last = n_buckets;
  while (have < k) have += histogram[static_cast<size_t>(--last)];
  sorted.resize(static_cast<size_t>(have));
  Token *at = sorted.data();
  ends.reserve(static_cast<size_t>(n_buckets - last));
  for (int b = n_buckets - 1; b >= last; --b) {
    ends.push_back(at);
    at += histogram[static_cast<size_t>(b)];
  }
  for (size_t i = 0; i < n; ++i) {
    if (bucket[i] >= last) *ends[static_cast<size_t>(n_buckets - 1 - bucket[i])]++ = data[i];
  }
  at = sorted.data();
  int done = 0;
  for (int b = n_buckets - 1; b > last; --b) {
    const int size = histogram[static_cast<size_t>(b)];
    std::sort(at, at + size, before{});
    at += size;
    done += size;
  }
  std::partial_sort(at, at + (k - done), at + histogram[static_cast<size_t>(last)], before{});
}

}  // namespace lib
