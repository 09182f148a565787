// The selection of sizes.hpp in OpenCL C 1.2.
#pragma once

#include "sizes.hpp"

namespace offload {

/// Work-items of a group of the first kernel, each of which looks at one group of logits, and of the second.
inline constexpr std::size_t local = 64, takers = 256;

/// Behind the text of rank.cl.hpp. The numbers are those of sizes.hpp; a static_assert holds them together.
inline constexpr const char *topk_source = R"(
#define GROUP 64
#define SLACK 8
#define MOST_SELECTED 64
#define MOST_PROMISING ((MOST_SELECTED + SLACK) * GROUP)
#define TAKERS 256

// The place of logit `e` of group `g`, `e` a multiple of 4: `across` work-items load side by side.
uint place_in(uint g, uint e, uint across) { return g / across * across * GROUP + e * across + g % across * 4; }

float4 load(__global const float *row, uint at, uint n) {
  if (n % 4 == 0) return *(__global const float4 *)(row + at);  // then rows start at whole vectors, and end there
  if (at + 4 <= n) return vload4(0, row + at);
  return (float4)(row[at], at + 1 < n ? row[at + 1] : -INFINITY, at + 2 < n ? row[at + 2] : -INFINITY, -INFINITY);
}

// The greatest rank of each group: `groups` for each row. Places ascend, so that the first of equals stays.
__kernel void maxima(__global const float *values, uint n, uint groups, uint across, __global ulong *greatest) {
  const size_t i = get_global_id(0);
  const uint g = i % groups;
  __global const float *row = values + i / groups * n;
  const uint begin = place_in(g, 0, across);
  if (begin >= n) {
    greatest[i] = NOBODY;
    return;
  }
  float4 best = row[begin];
  uint4 place = begin;
  for (uint e = 0; e < GROUP; e += 4) {
    const uint at = place_in(g, e, across);
    if (at >= n) break;
    const float4 logits = load(row, at, n);
    const int4 greater = logits > best;
    best = select(best, logits, greater);
    place = select(place, at + (uint4)(0, 1, 2, 3), greater);
  }
  const ulong low = max(rank_of(best.x, place.x), rank_of(best.y, place.y));
  const ulong high = max(rank_of(best.z, place.z), rank_of(best.w, place.w));
  greatest[i] = max(low, high);
}

// Work-items ask together: a number that at least k of the ranks reach and at most k + SLACK, or as many as there
// are. By bisection, each step of which counts all.
ulong bound_of(__global const ulong *ranks, uint n, uint k, __local uint *count) {
  ulong bound = 0;
  for (ulong bit = 1ul << 63; bit != 0; bit >>= 1) {
    const ulong higher = bound | bit;
    uint mine = 0;
    for (uint i = get_local_id(0); i < n; i += TAKERS) mine += ranks[i] >= higher ? 1 : 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (get_local_id(0) == 0) *count = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (mine != 0) atomic_add(count, mine);
    barrier(CLK_LOCAL_MEM_FENCE);
    const uint reached = *count;
    if (reached < k) continue;
    bound = higher;
    if (reached <= k + SLACK) break;
  }
  return bound;
}

// One work-group for each row: its k first, ids before all logits. `all_promising`: MOST_PROMISING for each row.
__kernel __attribute__((reqd_work_group_size(TAKERS, 1, 1)))
void take(__global const float *values, uint n, uint groups, uint across, uint k, __global const ulong *all_greatest,
          __global ulong *all_promising, __global uint *pairs) {
  __local uint listed[MOST_SELECTED + SLACK];
  __local uint count, n_listed, n_promising;
  const size_t r = get_group_id(0);
  const uint me = get_local_id(0);
  __global const float *row = values + r * n;
  __global const ulong *greatest = all_greatest + r * groups;
  __global ulong *promising = all_promising + r * MOST_PROMISING;
  __global uint *ids = pairs + r * k;
  __global uint *logits = pairs + (get_num_groups(0) + r) * k;

  if (me == 0) n_listed = n_promising = 0;
  ulong bound = bound_of(greatest, groups, k, &count);
  barrier(CLK_LOCAL_MEM_FENCE);
  for (uint g = me; g < groups; g += TAKERS) {
    if (greatest[g] != NOBODY && greatest[g] >= bound) listed[atomic_inc(&n_listed)] = g;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (uint i = me; i < n_listed * GROUP; i += TAKERS) {
    const uint place = place_in(listed[i / GROUP], i % GROUP / 4 * 4, across) + i % 4;
    const ulong rank = place < n ? rank_of(row[place], place) : NOBODY;
    if (rank != NOBODY && rank >= bound) promising[atomic_inc(&n_promising)] = rank;
  }
  barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
  // Comparing each with all is quick among few only.
  const uint found = n_promising;
  if (found > 2 * MOST_SELECTED) bound = bound_of(promising, found, k, &count);
  for (uint i = me; i < found; i += TAKERS) {
    const ulong rank = promising[i];
    if (rank < bound) continue;
    uint before = 0;
    for (uint j = 0; j < found; ++j) before += promising[j] > rank ? 1 : 0;
    if (before >= k) continue;
    ids[before] = place_of(rank);
    logits[before] = as_uint(row[place_of(rank)]);
  }
  for (uint p = found + me; p < k; p += TAKERS) {
    ids[p] = 0xFFFFFFFFu;
    logits[p] = as_uint(-INFINITY);
  }
}
)";
static_assert(group == 64 && slack == 8 && most_selected == 64 && takers == 256);

}  // namespace offload
