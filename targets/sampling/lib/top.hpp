// The k first candidates in the order of order.hpp, without looking closely at most of the others.
//
// The k-th largest of the maxima of blocks is a lower bound of the k-th largest logit: k blocks hold somebody who
// reaches it. So who does not reach it is out, blocks whose maximum does not reach it are not looked at again, and
// what is left to sort is little more than k.
#pragma once

#include "block_max.hpp"
#include "front.hpp"

namespace lib {

/// Writes the ranks, positions ascending, of the k first candidates and of few others; returns how many.
/// 0 < k <= n / Blocks::size.
template <class Blocks, class Token>
inline size_t rank_promising(const Token *data, size_t n, size_t k, uint64_t *ranks) {
  static thread_local std::vector<float> maxima_buffer;
  static thread_local std::vector<uint32_t> keys_buffer;
  const size_t whole = n / Blocks::size;
  float *const maxima = at_least(maxima_buffer, whole);
  uint32_t *const keys = at_least(keys_buffer, whole);
  block_maxima<Blocks>(data, n, maxima);
  for (size_t b = 0; b < whole; ++b) keys[b] = key_of(maxima[b]);
  const float bound = logit_of(bound_of_largest(keys, whole, k));

  size_t n_ranks = 0;
  const auto rank = [&](size_t i) { ranks[n_ranks++] = rank_of(data[i].logit, i); };
  const size_t listed = list_reaching(maxima, whole, bound, keys);
  for (size_t i = 0; i < listed; ++i) visit_block<Blocks>(data, keys[i], bound, rank);
  visit_rest<Blocks>(data, n, bound, rank);
  return n_ranks;
}

/// Puts the first k of n candidates to the front, in order. What lies behind them is unspecified. 0 < k <= n.
/// Blocks: `lib::blocks` or `lib::avx512::blocks`.
template <template <size_t> class Blocks, class Token>
inline void keep_top(Token *data, size_t n, size_t k) {
  // Many blocks look closely at few candidates for each of the k; few blocks take less time to bisect.
  constexpr size_t large = 128, small = 32, few = 128;
  if (n > std::numeric_limits<uint32_t>::max()) {
    const auto before = [](const Token &a, const Token &b) { return a.logit > b.logit; };
    return std::stable_sort(data, data + n, before);
  }
  static thread_local std::vector<uint64_t> ranks_buffer, spare_buffer;
  uint64_t *const ranks = at_least(ranks_buffer, n);
  size_t n_ranks = 0;
  if (k <= few && k <= n / large) {
    n_ranks = rank_promising<Blocks<large>>(data, n, k, ranks);
  } else if (k <= n / small) {
    n_ranks = rank_promising<Blocks<small>>(data, n, k, ranks);
  } else {
    for (; n_ranks < n; ++n_ranks) ranks[n_ranks] = rank_of(data[n_ranks].logit, n_ranks);
  }
  to_front(data, sort_ranks(ranks, at_least(spare_buffer, n_ranks), n_ranks), k);
}

}  // namespace lib
