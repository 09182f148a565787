// The weights exp(logit - max) of all candidates, summed up in one walk, and the largest logits on the way.
//
// As in softmax.hpp, a block is summed against the largest logit so far, and again in the rare case that it holds a
// larger one. The maxima of a block stay apart by lanes: nothing has to be reduced, and each stands for as many
// candidates as the block has registers.
//
// How logits are loaded and exponentials taken says Simd: `lib::simd` in simd.hpp, or its twin with AVX-512.
#pragma once

#include "softmax.hpp"

namespace lib {

/// exp(logit - max); 0 of minus infinity.
template <class Simd>
inline floats weights_of(floats logits, float max) { return Simd::exp(logits - max); }

/// What candidates weigh together.
struct weighing {
  /// Largest logit; minus infinity of none.
  float max = minus_infinity;
  /// Sum of w = exp(logit - max): at least 1, or 0 where max is minus infinity.
  double sum = 0.0;
  /// Sum of w (logit - max). Divided by the other sum it is how much less than the largest ln p is on average.
  double moment = 0.0;

  /// Prepares for candidates whose largest logit is `other`.
  void raise(float other) {
    if (!(other > max)) return;
    const double up = static_cast<double>(other) - static_cast<double>(max), factor = std::exp(-up);
    moment = factor > 0.0 ? factor * (moment - up * sum) : 0.0;
    sum *= factor;
    max = other;
  }
};

/// Registers per block.
inline constexpr size_t weighed_registers = 32;

/// Where the registers of n candidates lie, so that none crosses a cache line, and blocks of them; the last block may
/// be shorter.
struct layout {
  static constexpr size_t block = weighed_registers * lanes;
  size_t begin, end, n;

  template <class Token>
  layout(const Token *data, size_t size)
      : begin(before_line(data, size)), end(size - (size - begin) % lanes), n(size) {}
  size_t blocks() const { return (end - begin + block - 1) / block; }
  size_t start(size_t b) const { return begin + b * block; }
  size_t stop(size_t b) const { return std::min(end, start(b) + block); }
  /// Registers of maxima: one per block, and one each for what lies before `begin` and from `end` on.
  size_t tops() const { return blocks() + 2; }
  /// Registers of all.
  size_t registers() const { return (end - begin) / lanes + 2; }
};

/// Takes in the logits load(0) to load(registers - 1); returns the largest per lane.
template <class Simd, bool moments, class Load>
inline floats weigh_block(weighing &z, size_t registers, Load load) {
  // Exponentials of less underflow, and minus infinity times 0 would be NaN.
  constexpr float lightest = -88.0f;
  floats top = all(minus_infinity), sums{}, products{};
  const auto add = [&](floats logits, float max) {
    const floats w = weights_of<Simd>(logits, max);
    sums += w;
    if constexpr (moments) products += w * larger(logits - max, all(lightest));
  };
  for (size_t r = registers; r-- > 0;) {
    const floats logits = load(r);
    top = larger(logits, top);
    add(logits, z.max);
  }
  if (const float max = largest(top); max > z.max) {
    z.raise(max);
    sums = products = floats{};
    for (size_t r = 0; r < registers; ++r) add(load(r), max);
  }
  if (z.max > minus_infinity) {
    z.sum += sum(sums);
    if constexpr (moments) z.moment += sum(products);
  }
  return top;
}

/// Weighs the candidates, none of whose logits is NaN or plus infinity, with or without moments.
/// tops[at.tops() * lanes]: the largest logits per lane of each block, then the logits before the first and behind
/// the last. The relative errors of the sums are below 1e-5, and about 1e-7: 32 roundings in a lane, and the errors
/// of the exponential, of which the largest belong to the least terms.
template <class Simd, bool moments, class Token>
inline weighing weigh(const Token *data, const layout &at, float *tops) {
  weighing z;
  if (at.n == 0) return z;
  // Whichever way they may be sorted, this is the largest one.
  z.max = std::max(data[0].logit, data[at.n - 1].logit);
  const auto some = [&](size_t from, size_t to, size_t top) {
    const floats logits = load_some(data + from, to - from);
    store(tops + top * lanes, weigh_block<Simd, moments>(z, 1, [&](size_t) { return logits; }));
  };
  some(at.end, at.n, at.blocks() + 1);
  for (size_t b = at.blocks(); b-- > 0;) {
    const Token *const block = data + at.start(b);
    const auto load = [&](size_t r) {
      prefetch(block + r * lanes, -4096);
      return Simd::logits(block + r * lanes);
    };
    store(tops + b * lanes, weigh_block<Simd, moments>(z, (at.stop(b) - at.start(b)) / lanes, load));
  }
  some(0, at.begin, at.blocks());
  return z;
}

/// Writes the weights of registers() registers, in no particular order.
template <class Simd, class Token>
inline void write_weights(const Token *data, const layout &at, float max, float *w) {
  const auto put = [&](floats logits) {
    store(w, weights_of<Simd>(logits, max));
    w += lanes;
  };
  for (size_t i = at.begin; i < at.end; i += lanes) put(Simd::logits(data + i));
  put(load_some(data, at.begin));
  put(load_some(data + at.end, at.n - at.end));
}

}  // namespace lib
