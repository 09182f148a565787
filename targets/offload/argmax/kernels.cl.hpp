// The argmax of rows in two launches: groups of work-items look at parts of a row, then one group for each row puts
// their results together. (In one launch, as in kernel.cuh, the last group would have to see what the others wrote,
// which OpenCL C 1.2 does not promise.)
#pragma once

namespace offload {

/// Expects as macros: GROUP, work-items of a group, a power of two; WIDTH, how many floats a work-item looks at side by
/// side; FLOATS and INTS, types of so many; LOAD(pointer). Keys are those of key.hpp.
inline constexpr const char *kernels = R"(
ulong key_of(float value, uint index) {
  uint bits = as_uint(value);
  if (bits == 0x80000000u) bits = 0;
  const uint order = bits >> 31 ? ~bits : bits | 0x80000000u;
  return (ulong)order << 32 | ~index;
}

// The greatest key of a group, for all of its work-items.
ulong of_group(ulong best, local ulong *keys) {
  const uint item = get_local_id(0);
  keys[item] = best;
  for (uint distance = GROUP / 2; distance > 0; distance /= 2) {
    barrier(CLK_LOCAL_MEM_FENCE);
    if (item < distance) keys[item] = max(keys[item], keys[item + distance]);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  return keys[0];
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void largest_of_parts(global const float *logits, uint n, uint parts, global ulong *keys) {
  local ulong shared[GROUP];
  const uint row = get_group_id(0) / parts, part = get_group_id(0) % parts, item = get_local_id(0);
  global const float *own = logits + (size_t)row * n;
  const uint whole = n / WIDTH, each = (whole + parts - 1) / parts;
  FLOATS best = -INFINITY;
  INTS at = -1;
  const uint end = min(whole, (part + 1) * each);
  for (uint i = part * each + item; i < end; i += GROUP) {
    const FLOATS some = LOAD(own + WIDTH * i);
    // No NaN is greater than anything.
    const INTS more = isgreater(some, best);
    best = select(best, some, more);
    at = select(at, (INTS)(int)i, more);
  }
  union {
    FLOATS all;
    float of[WIDTH];
  } value = {best};
  union {
    INTS all;
    int of[WIDTH];
  } place = {at};
  ulong key = 0;
  for (uint k = 0; k < WIDTH; ++k)
    if (place.of[k] >= 0) key = max(key, key_of(value.of[k], WIDTH * (uint)place.of[k] + k));
  if (part == parts - 1) {
    for (uint i = WIDTH * whole + item; i < n; i += GROUP)
      if (own[i] > -INFINITY) key = max(key, key_of(own[i], i));
  }
  if (part == 0 && item == 0 && n > 0 && isnan(own[0])) key = ULONG_MAX;
  key = of_group(key, shared);
  if (item == 0) keys[get_group_id(0)] = key;
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void largest_of_rows(global const ulong *keys, uint n, uint parts, global int *ids) {
  local ulong shared[GROUP];
  const uint row = get_group_id(0), item = get_local_id(0);
  ulong key = 0;
  for (uint i = item; i < parts; i += GROUP) key = max(key, keys[(size_t)row * parts + i]);
  key = of_group(key, shared);
  // Nothing above minus infinity: the first.
  if (item == 0) ids[row] = n == 0 ? -1 : key == 0 ? 0 : (int)~(uint)key;
}
)";

}  // namespace offload
