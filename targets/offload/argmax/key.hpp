// A logit and its place as one number, such that the greatest of them is the argmax, whoever found it. For host and
// device.
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>

#if defined(__CUDACC__)
#define OFFLOAD_BOTH __host__ __device__
#else
#define OFFLOAD_BOTH
#endif

namespace offload {

/// Above: the bits of the float, made to order like unsigned numbers, −0 as 0. Below: the complement of the index, so
/// that of equals the first wins. 0, less than the key of any number, stands for nothing found.
using key = unsigned long long;
inline constexpr key nothing = 0;
/// Of a NaN in first place, which is taken whatever follows.
inline constexpr key first_of_all = ~key{0};

/// `value` is no NaN.
OFFLOAD_BOTH inline key key_of(float value, std::uint32_t index) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  if (bits == 0x80000000u) bits = 0;
  const std::uint32_t order = bits >> 31 ? ~bits : bits | 0x80000000u;
  return key{order} << 32 | ~index;
}

/// The id of a row of n logits whose greatest key is `best`. Nothing is found where none is above −∞: then it is the
/// first.
OFFLOAD_BOTH inline std::int32_t id_of(key best, std::uint32_t n) {
  if (n == 0) return -1;
  return best == nothing ? 0 : static_cast<std::int32_t>(~static_cast<std::uint32_t>(best));
}

inline constexpr float minus_infinity = -std::numeric_limits<float>::infinity();
inline constexpr std::uint32_t nowhere = ~std::uint32_t{0};

/// The largest of the logits that one thread looks at, in ascending order of their indices.
struct best_so_far {
  float value = minus_infinity;
  std::uint32_t index = nowhere;

  /// No NaN is greater than anything.
  OFFLOAD_BOTH void consider(float logit, std::uint32_t at) {
    if (!(logit > value)) return;
    value = logit;
    index = at;
  }
  OFFLOAD_BOTH key best() const { return index == nowhere ? nothing : key_of(value, index); }
};

}  // namespace offload
