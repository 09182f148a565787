// What all variants but the oracle share: which tokens count, and what a count costs a candidate.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

struct penalty {
  float repeat;
  float freq;
  float present;

  bool neutral() const { return repeat == 1.0f && freq == 0.0f && present == 0.0f; }

  /// For a candidate that occurs `count` > 0 times in the window.
  void apply(float &logit, int32_t count) const {
    logit = logit <= 0.0f ? logit * repeat : logit / repeat;
    logit -= static_cast<float>(count) * freq + present;
  }
};

/// The last `last_n` tokens of the history; none if `last_n` is not positive, which turns the sampler off.
inline std::span<const int32_t> window_of(const int32_t *history, size_t n_history, int32_t last_n) {
  const size_t n = std::min(n_history, static_cast<size_t>(std::max(last_n, 0)));
  return {history + (n_history - n), n};
}

/// What a sampler is made of.
struct penalty_settings {
  std::span<const int32_t> window;
  penalty cost;
  size_t n_vocab;
  bool active;
};

inline penalty_settings penalties_of(const int32_t *history, size_t n_history, int32_t last_n, float repeat,
                                     float freq, float present, size_t n_vocab) {
  const penalty cost{repeat, freq, present};
  return {window_of(history, n_history, last_n), cost, n_vocab, last_n > 0 && !cost.neutral()};
}

/// Ids outside the vocabulary are legal in a history and in an array of candidates, but they are never
/// penalised.
inline bool in_vocabulary(int32_t id, size_t n_vocab) { return id >= 0 && static_cast<size_t>(id) < n_vocab; }
