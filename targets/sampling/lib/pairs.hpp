// Id and logit of candidates, without the place for a probability: what is listed and sorted.
#pragma once

#include <vector>

#include "order.hpp"
#include "top.hpp"

namespace lib {

struct pair {
  int32_t id;
  float logit;
};

/// Key(logit): an unsigned number of 32 bits. Ascending, and equals stay in order. `spare` has room for n, too; the
/// result is where it says. Distribution from the last digit to the first, with digits as wide as the number of pairs
/// is worth; who differs in fewer bits needs fewer of them. Fewer than 2^32 pairs.
template <class Key>
inline pair *sort_pairs(pair *pairs, pair *spare, size_t n, Key key) {
  constexpr size_t few = 128, chunk = 256;
  if (n <= few) {
    uint64_t ranks[few], spare_ranks[few];
    for (size_t i = 0; i < n; ++i) ranks[i] = static_cast<uint64_t>(key(pairs[i].logit)) << 32 | i;
    const uint64_t *const sorted = sort_ranks(ranks, spare_ranks, n);
    for (size_t i = 0; i < n; ++i) spare[i] = pairs[position_of(sorted[i])];
    return spare;
  }
  uint32_t least = key(pairs[0].logit), most = least;
  for (size_t i = 0; i < n; ++i) {
    const uint32_t k = key(pairs[i].logit);
    least = k < least ? k : least;
    most = k > most ? k : most;
  }
  // Libraries disagree on the type of bit_width (LWG 3656).
  const int width = static_cast<int>(std::bit_width(most - least));
  const int widest = std::clamp(static_cast<int>(std::bit_width(n)) - 3, 8, 13);
  const int digits = (width + widest - 1) / widest;
  if (digits == 0) return pairs;
  const int digit_width = (width + digits - 1) / digits;
  const size_t values = size_t{1} << digit_width;
  const auto digit = [=](uint32_t k, int d) { return k >> d * digit_width & (values - 1); };

  // Keys are computed by chunks, which takes vectors, and used one by one.
  uint32_t keys[chunk];
  const auto each_chunk = [&](auto &&use) {
    for (size_t begin = 0; begin < n; begin += chunk) {
      const size_t size = std::min(chunk, n - begin);
      for (size_t i = 0; i < size; ++i) keys[i] = key(pairs[begin + i].logit) - least;
      use(begin, size);
    }
  };
  static thread_local std::vector<uint32_t> counts_buffer;
  uint32_t *const counts = at_least(counts_buffer, static_cast<size_t>(digits) * values);
  std::fill_n(counts, static_cast<size_t>(digits) * values, 0u);
  each_chunk([&](size_t, size_t size) {
    for (int d = 0; d < digits; ++d) {
      uint32_t *const of_digit = counts + static_cast<size_t>(d) * values;
      for (size_t i = 0; i < size; ++i) ++of_digit[digit(keys[i], d)];
    }
  });
  for (int d = 0; d < digits; ++d) {
    uint32_t *const ends = counts + static_cast<size_t>(d) * values;
    uint32_t begin = 0;
    for (size_t v = 0; v < values; ++v) begin += std::exchange(ends[v], begin);
    each_chunk([&](size_t from, size_t size) {
      for (size_t i = 0; i < size; ++i) spare[ends[digit(keys[i], d)]++] = pairs[from + i];
    });
    std::swap(pairs, spare);
  }
  return pairs;
}

}  // namespace lib
