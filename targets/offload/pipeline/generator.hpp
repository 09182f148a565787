// The work that stands in for a model: rounds of a linear congruential generator, in 32 bits, for each of n numbers.
// An oracle can jump ahead over any number of rounds, a device that is not told so has to take them all.
#pragma once

#include <cstdint>

namespace offload {

/// Numerical Recipes, section 7.1. To the device they are arguments: of constants, compilers fold rounds together.
inline constexpr std::uint32_t factor = 1664525, increment = 1013904223;
/// 2^32 / golden ratio: a step's number, one and more, changes the numbers by a multiple.
inline constexpr std::uint32_t stride = 0x9E3779B9;

}  // namespace offload
