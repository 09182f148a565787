// What all variants but the oracle share: the order of the samplers. Each variant brings its own for penalties,
// top-k, temperature and softmax; top-p and min-p get the few candidates that top-k leaves, sorted.
#pragma once

#include "../lib/draw.hpp"
#include "../min-p/sorted.h"
#include "../penalties/window.h"
#include "pawl/chain.h"

/// Sets p, then keeps the first candidates until their cumulative probability reaches `p`: all of them where none has
/// any. A sampler that is off, from p = 1 on, sets nothing.
template <class Softmax>
inline void keep_mass(token_data_array *cur, float p, Softmax &&softmax) {
  if (p >= 1.0f) return;
  softmax(cur);
  double mass = 0.0;
  for (size_t i = 0; i < cur->size; ++i) {
    mass += static_cast<double>(cur->data[i].p);
    if (mass >= static_cast<double>(p)) {
      cur->size = i + 1;
      return;
    }
  }
}

/// Parts: a class `penalties`, made of penalty_settings, that is called with the array, and static functions
/// `top_k(cur, k)`, `divide(cur, t)` and `softmax(cur)`.
template <class Parts>
class chain {
 public:
  chain(const int32_t *history, size_t n_history, const chain_options &o)
      : options_(o),
        penalise_(penalties_of(history, n_history, o.last_n, o.repeat, o.freq, o.present, o.n_vocab)) {}

  /// The token that u draws, or -1 of none. Leaves who could have been drawn: sorted, with the logits and
  /// probabilities it was drawn by, `selected` being its index.
  int32_t sample(token_data_array *cur, float u) const {
    if (cur->size == 0) return -1;
    penalise_(cur);
    Parts::top_k(cur, options_.k);
    keep_mass(cur, options_.top_p, Parts::softmax);
    if (options_.min_p > 0.0f) keep_sorted_prefix(cur, options_.min_p, 1);
    Parts::divide(cur, options_.temperature);
    Parts::softmax(cur);
    const size_t drawn = lib::drawn(cur->data, cur->size, u);
    cur->selected = static_cast<int64_t>(drawn);
    return cur->data[drawn].id;
  }

 private:
  chain_options options_;
  typename Parts::penalties penalise_;
};
