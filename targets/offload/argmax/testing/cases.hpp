// Rows of logits that argmax code gets wrong, and what their ids are by definition.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <random>
#include <vector>

namespace testing {

struct rows {
  std::size_t n, count;
  std::vector<float> logits;
};

/// The first that no other exceeds; NaN in first place is taken, elsewhere ignored; −1 for none.
inline std::int32_t definition(const float *logits, std::size_t n) {
  std::int32_t best = n == 0 ? -1 : 0;
  for (std::size_t i = 1; i < n; ++i) {
    if (logits[i] > logits[best]) best = static_cast<std::int32_t>(i);
  }
  return best;
}

/// Up to `longest`, every fourth time less than 20.
inline std::size_t length(std::mt19937 &random, std::size_t longest) {
  return random() % 4 == 0 ? random() % 20 : random() % (longest + 1);
}

/// Negative logits with some of one row of `special` here and there, few or many, or nothing else.
inline rows drawn(std::mt19937 &random, std::size_t n, std::size_t count) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  static const std::vector<std::vector<float>> special{
      {9.0f}, {0.0f, -0.0f}, {-infinity}, {infinity, -infinity}, {NAN}, {NAN, -infinity},
      {0x1p-149f, -0x1p-149f, 0.0f}, {9.0f, NAN, -infinity}};
  const auto below = [&](std::size_t end) { return random() % end; };
  rows drawn{n, count, std::vector<float>(n * count)};
  const auto &values = special[below(special.size())];
  const std::size_t one_in = std::size_t{1} << (4 * below(3));
  std::normal_distribution<float> normal;
  for (float &logit : drawn.logits)
    logit = below(one_in) == 0 ? values[below(values.size())] : -std::abs(normal(random));
  for (std::size_t row = 0; row < count && n > 0; ++row) {
    if (below(8) == 0) drawn.logits[row * n] = NAN;
  }
  return drawn;
}

/// Prints each row whose id is another.
inline void compare(const rows &of, const std::vector<std::int32_t> &ids, const char *what) {
  for (std::size_t row = 0; row < of.count; ++row) {
    const std::int32_t expected = definition(of.logits.data() + row * of.n, of.n);
    if (ids[row] != expected) std::printf("%s, n = %zu: %d instead of %d\n", what, of.n, ids[row], expected);
  }
}

}  // namespace testing
