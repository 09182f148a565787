// Into how many parts a row is divided.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace offload {

/// Groups for each of `rows` rows of n logits: as many as are on the device at once, so that none waits for another
/// to end, but none for fewer than `least` logits.
inline std::uint32_t parts_of(std::size_t n, std::size_t rows, std::size_t least, std::size_t at_once) {
  const std::size_t useful = (n + least - 1) / least, room = at_once / std::max<std::size_t>(1, rows);
  return static_cast<std::uint32_t>(std::max<std::size_t>(1, std::min(useful, room)));
}

}  // namespace offload
