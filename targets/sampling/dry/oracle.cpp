// What the row means, in double precision: every place of the window is compared with its end token by token,
// and a penalised logit is rounded once.
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "pawl/4.1.h"

namespace {

struct text {
  std::vector<int32_t> tokens;
  std::set<int32_t> breakers;
  int64_t n_vocab;

  /// Length of the match between the end and the tokens up to place `i`; ends at the breaker next to the end.
  int64_t match(int64_t i) const {
    int64_t length = 0;
    for (auto end = static_cast<int64_t>(tokens.size()) - 1; i - length >= 0; ++length) {
      const int32_t token = tokens[static_cast<size_t>(end - length)];
      if (token != tokens[static_cast<size_t>(i - length)] || breakers.count(token) != 0) break;
    }
    return length;
  }
};

/// The penalty is a float, which overflows to infinity; short of that it is not rounded.
double penalty(float multiplier, float base, int64_t exponent) {
  // The bound is the quotient of two floats, rounded to float before it is cut: that is 128 for base 2.
  if (base > 1.000001f) {
    const int64_t bound = static_cast<int>(88.7228391f / std::log(base));
    if (exponent > bound) exponent = bound;
  }
  const double exact = multiplier * std::pow(static_cast<double>(base), static_cast<double>(exponent));
  const float rounded = static_cast<float>(exact);
  return std::isinf(rounded) ? rounded : exact;
}

}  // namespace

extern "C" void *dry_create(const int32_t *context, size_t n_context, const int32_t *breakers, size_t n_breakers,
                            int32_t last_n, size_t n_vocab) {
  auto *t = new text{{}, {breakers, breakers + n_breakers}, static_cast<int64_t>(n_vocab)};
  for (size_t i = 0; i < n_context; ++i) {
    const auto behind = static_cast<int64_t>(n_context - i);
    if (last_n == -1 || behind <= last_n) t->tokens.push_back(context[i]);
  }
  return t;
}

extern "C" void dry_destroy(void *state) { delete static_cast<text *>(state); }

extern "C" void dry(void *state, token_data_array *cur, float multiplier, float base, int32_t allowed) {
  const text &t = *static_cast<text *>(state);
  const auto n = static_cast<int64_t>(t.tokens.size());
  if (n == 0 || multiplier == 0.0f || base < 1.0f || n <= allowed || cur->size == 0) return;
  cur->sorted = false;
  std::map<int32_t, int64_t> longest;
  for (int64_t i = 0; i + 1 < n; ++i) {
    const int32_t follower = t.tokens[static_cast<size_t>(i) + 1];
    const int64_t length = t.match(i);
    if (length < allowed || t.breakers.count(follower) != 0) continue;
    const auto known = longest.find(follower);
    if (known == longest.end() || known->second < length) longest[follower] = length;
  }
  for (size_t i = 0; i < cur->size; ++i) {
    token_data &token = cur->data[i];
    const auto repeated = longest.find(token.id);
    if (repeated == longest.end() || token.id < 0 || token.id >= t.n_vocab) continue;
    token.logit = static_cast<float>(token.logit - penalty(multiplier, base, repeated->second - allowed));
  }
}
