// The argmax of rows in two launches: groups of work-items look at parts of a row, then one group for each row puts
// their results together. (In one launch, as in kernel.cuh, the last group would have to see what the others wrote,
// which OpenCL C 1.2 does not promise.)
#pragma once

namespace offload {

/// Expects as macros: GROUP, work-items of a group, a power of two; WIDTH, how many floats a work-item looks at side
/// by side; FLOATS and INTS, types of so many; LOAD(pointer). Behind the text of rank.cl.hpp.
inline constexpr const char *argmax_source = R"(
// The greatest rank of a group, for all of its work-items.
ulong of_group(ulong best, local ulong *ranks) {
  const uint item = get_local_id(0);
  ranks[item] = best;
  for (uint distance = GROUP / 2; distance > 0; distance /= 2) {
    barrier(CLK_LOCAL_MEM_FENCE);
    if (item < distance) ranks[item] = max(ranks[item], ranks[item + distance]);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  return ranks[0];
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void largest_of_parts(global const float *logits, uint n, uint parts, global ulong *ranks) {
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
  ulong rank = NOBODY;
  for (uint k = 0; k < WIDTH; ++k)
    if (place.of[k] >= 0) rank = max(rank, rank_of(value.of[k], WIDTH * (uint)place.of[k] + k));
  if (part == parts - 1) {
    for (uint i = WIDTH * whole + item; i < n; i += GROUP)
      if (own[i] > -INFINITY) rank = max(rank, rank_of(own[i], i));
  }
  if (part == 0 && item == 0 && n > 0 && isnan(own[0])) rank = ULONG_MAX;
  rank = of_group(rank, shared);
  if (item == 0) ranks[get_group_id(0)] = rank;
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void largest_of_rows(global const ulong *ranks, uint n, uint parts, global int *ids) {
  local ulong shared[GROUP];
  const uint row = get_group_id(0), item = get_local_id(0);
  ulong rank = NOBODY;
  for (uint i = item; i < parts; i += GROUP) rank = max(rank, ranks[(size_t)row * parts + i]);
  rank = of_group(rank, shared);
  // Nothing above minus infinity: the first.
  if (item == 0) ids[row] = n == 0 ? -1 : rank == NOBODY ? 0 : (int)place_of(rank);
}
)";

}  // namespace offload
