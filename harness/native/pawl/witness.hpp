// What calls of one library on the same arguments computed, held against each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace pawl {

using image_bytes = std::vector<std::byte>;

inline bool same(const image_bytes &a, const image_bytes &b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0;
}

/// Two questions, asked in turn: the answer to each must be the same whenever it is asked.
class witness {
 public:
  /// Compares what a call made of question `which` (0 or 1) with the first answer to it.
  void note(std::size_t which, const image_bytes &answer) {
    ++calls_;
    image_bytes &first = first_[which];
    if (first.empty()) first = answer;
    else if (!same(first, answer) && ++odd_ == 1) {
      deviating_ = answer;
      of_ = which;
    }
  }

  std::uint64_t calls() const { return calls_; }
  /// How many calls answered otherwise than the first one did.
  std::uint64_t odd() const { return odd_; }
  const image_bytes &first(std::size_t which) const { return first_[which]; }
  /// The first answer that differs, and which question it belongs to.
  const image_bytes &deviating() const { return deviating_; }
  std::size_t of() const { return of_; }

 private:
  std::uint64_t calls_ = 0, odd_ = 0;
  std::size_t of_ = 0;
  image_bytes first_[2], deviating_;
};

}  // namespace pawl
