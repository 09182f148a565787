// Ranks order as floats and places do: all pairs of special values and of one value per exponent.
#include "../lib/rank.hpp"

#include <cmath>
#include <cstdio>
#include <vector>

int main() {
  std::vector<float> values{0.0f, -0.0f, INFINITY, -INFINITY, 0x1p-149f, -0x1p-149f, 0x1.fffffcp-127f,
                            -0x1.fffffcp-127f, 0x1.fffffep127f, -0x1.fffffep127f};
  for (int exponent = -149; exponent < 128; ++exponent) {
    for (const float factor : {1.0f, 1.5f, -1.0f, -1.5f}) values.push_back(std::ldexp(factor, exponent));
  }
  const std::uint32_t places[] = {0, 1, 255, 256, 0x7FFFFFFE};
  for (const float a : values) {
    for (const float b : values) {
      for (const std::uint32_t i : places) {
        for (const std::uint32_t k : places) {
          const bool first = a > b || (a == b && i < k), same = a == b && i == k;
          const offload::rank one = offload::rank_of(a, i), other = offload::rank_of(b, k);
          if ((one > other) == first && (one == other) == same) continue;
          std::printf("%g at %u and %g at %u\n", a, i, b, k);
        }
      }
    }
    for (const std::uint32_t i : places) {
      const offload::rank one = offload::rank_of(a, i);
      if (one <= offload::nobody || one == ~offload::rank{0}) std::printf("%g at %u is out of range\n", a, i);
      if (offload::place_of(one) != i) std::printf("%g is not at %u\n", a, i);
    }
  }
}
