// The gaps between buffers in the memory of the timing. They hold canaries, so that a write into them shows.
#pragma once

#include "inputs.hpp"

#include <algorithm>
#include <array>

namespace pawl {

/// A write outside of a buffer. The distance is negative before it, positive after it; 0: there was none.
struct stray {
  std::size_t segment = 0;
  std::int64_t distance = 0;
};

/// Of one set of arguments, laid out segment behind segment, those of `create` apart from the others.
class padding {
 public:
  padding() = default;
  /// `room(s)`: bytes that segment `s` takes with the gap behind it.
  template <class Room> padding(const frame &f, const std::vector<segment> &segments, Room &&room) {
    for (const std::uint64_t of_state : {0, 1}) {
      for (std::size_t i = 0; i < segments.size(); ++i) {
        if (segments[i].of_state != of_state) continue;
        std::byte *const end = f.segments[i] + segments[i].bytes;
        gaps_.push_back({end, room(segments[i]) - segments[i].bytes, i, i});
        if (gaps_.size() > 1 && segments[gaps_[gaps_.size() - 2].after].of_state == of_state)
          gaps_[gaps_.size() - 2].before = i;
      }
    }
    for (const gap &g : gaps_) fill(g);
  }

  /// The write nearest to a buffer since the last look; the gap is whole again then.
  stray look() const {
    for (const gap &g : gaps_) {
      if (intact(g)) continue;
      std::size_t low = 0;
      while (low < g.bytes && untouched(g, low)) ++low;
      std::size_t high = g.bytes - 1;
      while (untouched(g, high)) --high;
      fill(g);
      const auto past = static_cast<std::int64_t>(low) + 1, ahead = static_cast<std::int64_t>(g.bytes - high);
      if (g.before != g.after && ahead < past) return {g.before, -ahead};
      return {g.after, past};
    }
    return {};
  }

 private:
  struct gap {
    std::byte *start;
    std::size_t bytes, after, before;  ///< segments on its two sides; the last of a row has the same on both
  };
  static bool intact(const gap &g) {
    static const auto whole = [] {
      std::array<unsigned char, 64> block;
      for (std::size_t i = 0; i < block.size(); ++i) block[i] = fenced::canary[i % 2];
      return block;
    }();
    for (std::size_t i = 0; i < g.bytes; i += whole.size())
      if (std::memcmp(g.start + i, whole.data(), std::min(whole.size(), g.bytes - i)) != 0) return false;
    return true;
  }
  static bool untouched(const gap &g, std::size_t i) {
    return static_cast<unsigned char>(g.start[i]) == fenced::canary[i % 2];
  }
  static void fill(const gap &g) {
    for (std::size_t i = 0; i < g.bytes; ++i) g.start[i] = static_cast<std::byte>(fenced::canary[i % 2]);
  }
  std::vector<gap> gaps_;
};

}  // namespace pawl
