// One step of the work that stands in for a model, in OpenCL C 1.2.
#pragma once

#include <cstddef>

namespace offload {

/// Work-items of a group, and numbers of a work-item where the device is a CPU: four of its widest registers, so that
/// it need not wait for the last multiplication.
inline constexpr std::size_t local = 64, wide = 64;

/// Numbers `from`, changed by the step and `work` rounds, go `to`; what they are worth to `logits`.
inline constexpr const char *step_source = R"(
__kernel void advance(__global const uint *from, __global uint *to, __global float *logits, uint change, uint work,
                      uint factor, uint increment) {
  const size_t i = get_global_id(0);
  uint x = from[i] ^ change;
  for (uint round = 0; round < work; ++round) x = x * factor + increment;
  to[i] = x;
  logits[i] = (float)(as_int(x) >> 8) * 0x1p-16f;
}

__kernel void wide_advance(__global const uint16 *from, __global uint16 *to, __global float16 *logits, uint change,
                           uint work, uint factor, uint increment) {
  const size_t i = 4 * get_global_id(0);
  uint16 a = from[i] ^ change, b = from[i + 1] ^ change, c = from[i + 2] ^ change, d = from[i + 3] ^ change;
  for (uint round = 0; round < work; ++round) {
    a = a * factor + increment;
    b = b * factor + increment;
    c = c * factor + increment;
    d = d * factor + increment;
  }
  to[i] = a, to[i + 1] = b, to[i + 2] = c, to[i + 3] = d;
  logits[i] = convert_float16(as_int16(a) >> 8) * 0x1p-16f;
  logits[i + 1] = convert_float16(as_int16(b) >> 8) * 0x1p-16f;
  logits[i + 2] = convert_float16(as_int16(c) >> 8) * 0x1p-16f;
  logits[i + 3] = convert_float16(as_int16(d) >> 8) * 0x1p-16f;
}
)";

}  // namespace offload
