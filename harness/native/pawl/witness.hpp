// What calls of one library on the same arguments computed, held against each other.
#pragma once

#include "inputs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace pawl {

inline bool same(const image_bytes &a, const image_bytes &b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0;
}

/// Two questions, asked in turn: the answer to each must be the same whenever it is asked.
class witness {
 public:
  /// An answer that is not the first one to its question.
  struct deviation {
    std::size_t of;
    image_bytes answer;
  };

  /// Compares what a call made of question `which` (0 or 1) with the first answer to it.
  void note(std::size_t which, const image_bytes &answer) {
    ++calls_;
    image_bytes &first = first_[which];
    if (first.empty()) first = answer;
    else if (!same(first, answer)) {
      ++odd_;
      keep(which, answer);
    }
  }

  std::uint64_t calls() const { return calls_; }
  /// How many calls answered otherwise than the first one did.
  std::uint64_t odd() const { return odd_; }
  const image_bytes &first(std::size_t which) const { return first_[which]; }
  /// Answers that differ, from the first ones and from each other: which of them are wrong is for others to tell.
  const std::vector<deviation> &deviations() const { return deviations_; }

 private:
  /// All calls in turn may differ, harmlessly but for a few: 64 of them, where they take no more than 8 MiB.
  static std::size_t most(std::size_t bytes) {
    return std::clamp<std::size_t>((8u << 20) / std::max<std::size_t>(1, bytes), 8, 64);
  }

  /// As a reservoir does (Vitter's algorithm R), so that late ones have the same chance.
  void keep(std::size_t which, const image_bytes &answer) {
    for (const deviation &known : deviations_)
      if (known.of == which && same(known.answer, answer)) return;
    ++distinct_;
    if (deviations_.size() < most(answer.size())) return deviations_.push_back({which, answer});
    random_ = random_ * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX generator
    if (const std::uint64_t at = (random_ >> 33) % distinct_; at < deviations_.size()) deviations_[at] = {which, answer};
  }

  std::uint64_t calls_ = 0, odd_ = 0, distinct_ = 0, random_ = 0x9E3779B97F4A7C15u;
  image_bytes first_[2];
  std::vector<deviation> deviations_;
};

}  // namespace pawl
