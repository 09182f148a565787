// What the champions share: the tokens that continue a match, in an array over the vocabulary and a list of
// those that are in it, and the work that is left when each stands in its own place.
//
// Matches are found in the kernel, not in `create`: the context of every call is a new one in earnest. `create`
// keeps what does not change from token to token.
#pragma once

#include <algorithm>
#include <vector>

#include "penalty.h"
#include "suffix.h"

class breaker_set {
 public:
  breaker_set(std::span<const int32_t> breakers, size_t n_vocab) : known_(n_vocab) {
    for (const int32_t id : breakers) {
      if (in_vocabulary(id, n_vocab)) {
        known_[static_cast<size_t>(id)] = true;
      } else {
        others_.push_back(id);
      }
    }
    std::sort(others_.begin(), others_.end());
  }

  bool holds(int32_t id) const {
    if (in_vocabulary(id, known_.size())) return known_[static_cast<size_t>(id)];
    return std::binary_search(others_.begin(), others_.end(), id);
  }

 private:
  std::vector<bool> known_;
  std::vector<int32_t> others_;
};

struct tracker {
  /// The match of a token that continues none.
  static constexpr int32_t none = -1;

  std::span<const int32_t> window;
  breaker_set breakers;
  /// Per token of the vocabulary, the longest match that it would continue. `none` for all between two calls.
  std::vector<int32_t> longest;
  /// The tokens for which it is not `none`: `n_tracked` of them.
  std::vector<int32_t> tracked;
  size_t n_tracked = 0;
  std::vector<int32_t> lengths;

  tracker(std::span<const int32_t> tokens, std::span<const int32_t> breaking, size_t n_vocab)
      : window(tokens),
        breakers(breaking, n_vocab),
        longest(n_vocab, none),
        tracked(tokens.size()),
        lengths(tokens.size()) {}

  int32_t match_of(int32_t id) const {
    return in_vocabulary(id, longest.size()) ? longest[static_cast<size_t>(id)] : none;
  }

  /// `id` would continue a match of so many tokens.
  void track(int32_t id, int32_t length) {
    if (!in_vocabulary(id, longest.size()) || breakers.holds(id)) return;
    int32_t &known = longest[static_cast<size_t>(id)];
    if (known == none) tracked[n_tracked++] = id;
    known = std::max(known, length);
  }

  /// Tracks what continues a match of `allowed` tokens or more. `for_each_place(window, depth, visit)` calls
  /// visit(k), k ascending, for all k > 0 where `depth` tokens and more match that end k before the end.
  /// Returns the longest of the matches.
  template <class Places>
  int32_t track_matches(int32_t allowed, Places for_each_place) {
    if (allowed <= 0) {
      for (const int32_t id : window.subspan(1)) track(id, 0);
    }
    const int32_t depth = depth_of(allowed);
    suffix_matches matches(window, depth, lengths.data());
    int32_t maximum = 0;
    for_each_place(window, depth, [&](size_t k) {
      const int32_t length = matches.length(static_cast<int32_t>(k));
      if (length < allowed) return;
      maximum = std::max(maximum, length);
      track(window[window.size() - k], length);
    });
    return maximum;
  }

  /// Tokens behind the last breaker of the window, at most `most`.
  int32_t limit(int32_t most) const {
    int32_t n = 0;
    while (n < most && !breakers.holds(window[window.size() - 1 - static_cast<size_t>(n)])) ++n;
    return n;
  }

  std::span<const int32_t> tokens() const { return {tracked.data(), n_tracked}; }

  void clear() {
    for (const int32_t id : tokens()) longest[static_cast<size_t>(id)] = none;
    n_tracked = 0;
  }
};

/// Penalises every token t that is candidate t; returns false, and has changed nothing, unless all of them
/// are. Candidates are distinct, so that nobody else can be concerned then.
inline bool penalise_in_place(const tracker &state, const penalty &loss, token_data_array *cur) {
  for (const int32_t id : state.tokens()) {
    const auto t = static_cast<size_t>(id);
    if (t >= cur->size || cur->data[t].id != id) return false;
  }
  for (const int32_t id : state.tokens()) {
    const auto t = static_cast<size_t>(id);
    loss.apply(cur->data[t], state.longest[t]);
  }
  return true;
}

/// The whole sampler. `scan(state, loss, cur)` penalises candidates that stand anywhere.
template <class Places, class Scan>
void penalise_repeats(tracker &state, const rule &cost, token_data_array *cur, Places for_each_place, Scan scan) {
  if (!cost.active(state.window) || cur->size == 0) return;
  cur->sorted = false;
  const int32_t longest = state.track_matches(cost.allowed, for_each_place);
  if (state.n_tracked == 0) return;
  const int32_t limit = state.limit(longest);
  if (limit >= cost.allowed) {
    const penalty loss(cost, limit);
    if (!penalise_in_place(state, loss, cur)) scan(state, loss, cur);
  }
  state.clear();
}
