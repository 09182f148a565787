// The champions of top_p and typical: both keep the candidates that are nearest to some logit, in the order of their
// distances, until they hold a given part of the probability.
//
// One walk weighs all candidates. A threshold search on mass (mass.hpp) says how near is near enough: first among
// the maxima of blocks, since all weigh no less than these; only if they are not enough, among all. Who is near
// enough is listed and sorted, and what the first of them weigh is added up until it is enough. The search need not
// be exact: it only bounds who has to be sorted.
#pragma once

#include "mass.hpp"
#include "simd.hpp"

namespace lib {

/// What is asked for: a mass, and a number of candidates.
struct wanted {
  double mass;
  size_t least;
};

/// Writes the weights of the first candidates in order until they are enough, and some more; returns how many are
/// enough, 0 if n are not. Order::enough(mass, wanted mass). `w` has room for n and `lanes` more.
template <class Simd, class Order, class Tokens>
inline size_t first_enough(const Tokens *sorted, size_t n, float max, const wanted &want, float *w) {
  constexpr size_t chunk = 256;
  double mass = 0.0;
  for (size_t begin = 0; begin < n; begin += chunk) {
    const size_t size = std::min(chunk, n - begin);
    float logits[chunk + lanes];
    for (size_t i = 0; i < size; ++i) logits[i] = sorted[begin + i].logit;
    std::fill_n(logits + size, lanes, minus_infinity);
    floats sums{};
    for (size_t i = 0; i < size; i += lanes) {
      const floats weights = weights_of<Simd>(load(logits + i), max);
      store(w + begin + i, weights);
      sums += weights;
    }
    const double with_chunk = mass + sum(sums);
    if (begin + size >= want.least && Order::enough(with_chunk, want.mass)) {
      for (size_t i = begin; i < begin + size; ++i) {
        mass += static_cast<double>(w[i]);
        if (i + 1 >= want.least && Order::enough(mass, want.mass)) return i + 1;
      }
    }
    mass = with_chunk;
  }
  return 0;
}

/// A distance within which there is enough, most likely, and not much more; infinity if it takes all.
template <class Simd, class Token>
inline float distance_enough(const Token *data, const layout &at, const float *tops, const weighing &z,
                             float mean, double mass) {
  constexpr float coarse = 0.25f, fine = 0.1f;
  mass = std::max(mass, 1e-6 * z.sum);  // of somebody, whatever is asked for
  static thread_local std::vector<float> weights_buffer;
  float *const w = at_least(weights_buffer, at.registers() * lanes);
  for (size_t r = 0; r < at.tops() * lanes; r += lanes) store(w + r, weights_of<Simd>(load(tops + r), z.max));
  const float t = distance_holding({w, at.tops(), 1, mean}, mass, coarse);
  if (t < furthest) return t;
  write_weights<Simd>(data, at, z.max, w);
  return distance_holding({w, at.registers(), 1, mean}, mass, z.sum, fine);
}

/// Puts the candidates to keep to the front, in order, with their probabilities; returns how many. `part` of the
/// probability is enough, of at least `least` candidates. What lies behind them is unspecified. n > 0.
/// Order: `around_mean`, whether distances are from the mean of ln p rather than from the largest; key(logit,
/// centre), ascending with the distance; enough(mass, wanted mass). `in_order`: whether they are in that order.
/// Domain: fewer than 2^32 logits, each a number or minus infinity. Errors: masses 1e-5, p 1e-5 and that of exp_fast.
template <class Simd, class Order, class Token>
inline size_t keep_nucleus(Token *data, size_t n, float part, size_t least, bool in_order) {
  static thread_local std::vector<float> tops_buffer, weights_buffer;
  static thread_local std::vector<pair> list_buffer, spare_buffer;
  const layout at(data, n);
  float *const tops = at_least(tops_buffer, at.tops() * lanes);
  const weighing z = weigh<Simd, Order::around_mean>(data, at, tops);
  if (z.max == minus_infinity) {
    for (size_t i = 0; i < n; ++i) data[i].p = 0.0f;
    return Order::enough(0.0, static_cast<double>(part)) ? std::min(n, std::max(least, size_t{1})) : n;
  }
  const wanted want{static_cast<double>(part) * z.sum, least};
  const auto factor = static_cast<float>(1.0 / z.sum);
  float *const w = at_least(weights_buffer, n + lanes);
  const auto keep = [&](const auto *sorted, size_t kept) {
    for (size_t i = 0; i < kept; ++i) data[i] = {sorted[i].id, sorted[i].logit, w[i] * factor};
    return kept;
  };
  if (in_order) {
    const size_t enough = first_enough<Simd, Order>(data, n, z.max, want, w);
    return keep(data, enough > 0 ? enough : n);
  }

  const centre c{z.max, Order::around_mean ? static_cast<float>(z.moment / z.sum) : 0.0f};
  pair *const list = at_least(list_buffer, n + lanes);
  float t = distance_enough<Simd>(data, at, tops, z, c.mean, want.mass);
  for (;; t = std::numeric_limits<float>::infinity()) {
    const size_t listed = list_all_within<Simd>(data, at, tops, c, t, list);
    const auto key = [&](float logit) { return Order::key(logit, c); };
    const pair *const sorted = sort_pairs(list, at_least(spare_buffer, listed), listed, key);
    const size_t enough = first_enough<Simd, Order>(sorted, listed, z.max, want, w);
    if (enough > 0 || listed == n) return keep(sorted, enough > 0 ? enough : n);
  }
}

}  // namespace lib
