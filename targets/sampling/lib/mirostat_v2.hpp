// The champion of mirostat_v2, for every way to walk over candidates.
//
// A surprise of at most mu is a logit of at least max + ln Z - mu ln 2: one walk finds max, Z and the largest logit
// of each block, and only the few blocks that reach that threshold are looked at again. Who reaches it is sorted
// and normalised anew; nobody else is.
#pragma once

#include <cfloat>
#include <cmath>

#include "draw.hpp"
#include "front.hpp"
#include "survey.hpp"

namespace lib {

/// The smallest logit that surprises by at most mu bits. Lower by more than the relative error of the sum, so that
/// whoever surprises by exactly mu is kept, in spite of it. Infinity where the largest float does not reach it.
inline float least_logit(const partition &z, float mu) {
  constexpr double ln_2 = 0.693147180559945309417, error = 2e-5;
  const double least = static_cast<double>(z.max) + std::log(z.sum) - static_cast<double>(mu) * ln_2 - error;
  if (least > static_cast<double>(FLT_MAX)) return HUGE_VALF;
  const auto nearest = static_cast<float>(std::max(least, -static_cast<double>(FLT_MAX)));
  return static_cast<double>(nearest) < least ? std::nextafter(nearest, HUGE_VALF) : nearest;
}

/// Brings the candidates from `least` on to the front, in order, or the first alone where none reaches it; returns
/// how many. `maxima`: as of Walks::survey. n > 0.
template <class Walks, class Token>
inline size_t keep_reaching(Token *data, size_t n, float least, float max, const float *maxima) {
  using block = typename Walks::block;
  static thread_local std::vector<uint64_t> ranks_buffer, spare_buffer;
  static thread_local std::vector<uint32_t> list_buffer;
  const float bound = std::min(least, max);
  const size_t whole = n / block::size;
  uint64_t *const ranks = at_least(ranks_buffer, n);
  uint32_t *const list = at_least(list_buffer, whole);
  size_t reached = 0;
  const auto rank = [&](size_t i) { ranks[reached++] = rank_of(data[i].logit, i); };
  const size_t listed = list_reaching(maxima, whole, bound, list);
  for (size_t i = 0; i < listed; ++i) visit_block<block>(data, list[i], bound, rank);
  visit_rest<block>(data, n, bound, rank);
  const size_t kept = least <= max ? reached : 1;
  to_front(data, sort_ranks(ranks, at_least(spare_buffer, reached), reached), kept);
  return kept;
}

/// Array: {data, size, selected, sorted} of fewer than 2^32 candidates. Walks: `lib::walks` or `lib::avx512::walks`.
template <class Walks, class Array>
inline int32_t mirostat_v2(Array *cur, float *mu, float tau, float eta, float u) {
  if (cur->size == 0) return -1;
  static thread_local std::vector<float> maxima_buffer;
  float *const maxima = at_least(maxima_buffer, cur->size / Walks::block::size);
  const partition z = Walks::survey(cur->data, cur->size, maxima);
  // Where all logits are minus infinity, the first is in its place.
  cur->size = z.max == minus_infinity
                  ? 1
                  : keep_reaching<Walks>(cur->data, cur->size, least_logit(z, *mu), z.max, maxima);
  cur->sorted = true;
  Walks::softmax(cur->data, cur->size);
  const size_t drawn_one = drawn(cur->data, cur->size, u);
  cur->selected = static_cast<int64_t>(drawn_one);
  if (const float p = cur->data[drawn_one].p; p > 0.0f) *mu -= eta * (-std::log2(p) - tau);
  return cur->data[drawn_one].id;
}

}  // namespace lib
