// rank.hpp in OpenCL C, for the start of a program.
#pragma once

namespace offload {

inline constexpr const char *ranks = R"(
#define NOBODY 0ul

ulong rank_of(float logit, uint place) {
  uint bits = as_uint(logit);
  if (bits == 0x80000000u) bits = 0;
  const uint order = bits >> 31 ? ~bits : bits | 0x80000000u;
  return (ulong)order << 32 | ~place;
}

uint place_of(ulong rank) { return ~(uint)rank; }
)";

}  // namespace offload
