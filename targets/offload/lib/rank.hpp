// A logit and its place as one number, such that the greatest is the first of all: the largest logit, and of equals
// that in the first place, whoever found them. For host and device; rank.cl.hpp says the same in OpenCL C.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__CUDACC__)
#define OFFLOAD_BOTH __host__ __device__
#else
#define OFFLOAD_BOTH
#endif

namespace offload {

/// Above: the bits of the float, made to order like unsigned numbers, −0 as 0. Below: the complement of the place. No
/// two are equal.
using rank = unsigned long long;
/// Less than the rank of any number.
inline constexpr rank nobody = 0;

/// `logit` is no NaN. In integers, so that denormals order wherever they are.
OFFLOAD_BOTH inline rank rank_of(float logit, std::uint32_t place) {
  std::uint32_t bits;
  std::memcpy(&bits, &logit, sizeof bits);
  if (bits == 0x80000000u) bits = 0;
  const std::uint32_t order = bits >> 31 ? ~bits : bits | 0x80000000u;
  return rank{order} << 32 | ~place;
}

OFFLOAD_BOTH inline std::uint32_t place_of(rank of) { return ~static_cast<std::uint32_t>(of); }

}  // namespace offload
