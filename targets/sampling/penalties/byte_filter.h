// Touches the tokens of the window only. When candidates are shuffled or truncated, it scans them through a
// filter: one byte per residue of an id, so few that they stay in the first-level cache. Without intrinsics.
#pragma once

#include <bit>

#include "tracked.h"

class byte_filter_penalties {
 public:
  explicit byte_filter_penalties(const penalty_settings &settings)
      : cost_(settings.cost), active_(settings.active), tokens_(track(settings.window, settings.n_vocab)),
        filter_(std::bit_ceil(filter_bytes_per_token * (tokens_.size() + 1))) {
    for (const auto &token : tokens_) filter_[residue(token.id)] = 1;
  }

  template <class Array>
  void operator()(Array *cur) const {
    if (!active_ || cur->size == 0) return;
    cur->sorted = false;
    if (penalise_in_place(tokens_, cost_, cur)) return;
    const size_t whole = cur->size - cur->size % block;
    const uint8_t *filter = filter_.data();
    for (size_t i = 0; i < whole; i += block) {
      unsigned passed = 0;
      for (size_t k = 0; k < block; ++k) passed |= filter[residue(cur->data[i + k].id)];
      if (passed != 0) scan(cur->data + i, block);
    }
    scan(cur->data + whole, cur->size - whole);
  }

 private:
  /// Bytes of the filter per tracked token: one candidate in 256 passes it by chance.
  static constexpr size_t filter_bytes_per_token = 256;
  /// Candidates per decision: long enough to overlap their loads, short enough that most hold no tracked token.
  static constexpr size_t block = 16;

  size_t residue(int32_t id) const { return static_cast<uint32_t>(id) & (filter_.size() - 1); }

  template <class Token>
  void scan(Token *data, size_t n) const {
    for (size_t i = 0; i < n; ++i) {
      if (filter_[residue(data[i].id)] == 0) continue;
      const int32_t count = count_of(tokens_, data[i].id);
      if (count > 0) cost_.apply(data[i].logit, count);
    }
  }

  penalty cost_;
  bool active_;
  std::vector<tracked_token> tokens_;
  /// 1 at every residue, modulo a power of two, of a tracked id.
  std::vector<uint8_t> filter_;
};
