// The candidates of some ranks, brought to the front of their array.
#pragma once

#include <vector>

#include "order.hpp"

namespace lib {

/// Memory that a thread keeps from call to call; it only grows.
template <class T>
inline T *at_least(std::vector<T> &buffer, size_t n) {
  if (buffer.size() < n) buffer.resize(n);
  return buffer.data();
}

/// Candidate i becomes the one of rank i, i < k. What lies behind them is unspecified.
template <class Token>
inline void to_front(Token *data, const uint64_t *ranks, size_t k) {
  static thread_local std::vector<Token> front_buffer;
  Token *const front = at_least(front_buffer, k);
  for (size_t i = 0; i < k; ++i) front[i] = data[position_of(ranks[i])];
  std::copy(front, front + k, data);
}

}  // namespace lib
