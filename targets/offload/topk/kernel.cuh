// The selection of select.hpp in CUDA: one launch, in which the last block of a row to be done selects.
#pragma once

#include "select.hpp"

namespace selection {

/// 0 is nobody's.
using rank = unsigned long long;

constexpr unsigned threads = 512;
/// Threads that share a group, so that one batch of one row has enough of them.
constexpr unsigned sharers = 4;
/// Logits that a thread loads at once, and how many such loads it has.
constexpr unsigned width = 4, loads = group / (sharers * width);
constexpr unsigned groups_of_tile = threads / sharers;
/// Logits that a block looks at first.
constexpr unsigned tile = groups_of_tile * group;

/// NaN is outside of the domain; -0 + 0 is +0.
__device__ inline rank rank_of(float logit, unsigned place) {
  const unsigned word = __float_as_uint(logit + 0.0f);
  const unsigned key = word ^ ((word >> 31 != 0 ? 0x7FFFFFFFu : 0u) | 0x80000000u);
  return static_cast<rank>(key) << 32 | static_cast<unsigned>(~place);
}
__device__ inline unsigned place_of(rank r) { return ~static_cast<unsigned>(r); }

/// The place of logit `e` of group `g`. Neighbouring threads load neighbouring logits.
__device__ inline unsigned place_in(unsigned g, unsigned e) {
  constexpr unsigned run = sharers * width;
  return g / groups_of_tile * tile + e / run * (threads * width) + g % groups_of_tile * run + e % run;
}

/// The greatest rank of what this thread has of its group; places ascend, so that the first of equals stays.
__device__ inline rank greatest_of_thread(const float *row, unsigned n, unsigned begin) {
  if (begin >= n) return 0;
  const bool whole = n % width == 0;  // then rows start at whole loads, and end there
  // All are asked for before any is looked at.
  float logits[loads][width];
#pragma unroll
  for (unsigned j = 0; j < loads; ++j) {
    const unsigned at = begin + j * (threads * width);
    if (whole && at < n) {
      const float4 four = *reinterpret_cast<const float4 *>(row + at);
      logits[j][0] = four.x, logits[j][1] = four.y, logits[j][2] = four.z, logits[j][3] = four.w;
    } else {
      for (unsigned c = 0; c < width; ++c) logits[j][c] = at + c < n ? row[at + c] : -INFINITY;
    }
  }
  float best = logits[0][0];
  unsigned place = begin;
#pragma unroll
  for (unsigned j = 0; j < loads; ++j) {
    for (unsigned c = 0; c < width; ++c) {
      if (logits[j][c] > best) best = logits[j][c], place = begin + j * (threads * width) + c;
    }
  }
  return rank_of(best, place);
}

/// Threads of the block ask together: a number that at least k of the ranks reach and at most k + slack, or as many
/// as there are. By bisection, each step of which counts all.
__device__ inline rank bound_of(const rank *ranks, unsigned n, unsigned k) {
  rank bound = 0;
  for (rank bit = 1ull << 63; bit != 0; bit >>= 1) {
    const rank higher = bound | bit;
    unsigned reached = 0;
    for (unsigned begin = 0; begin < n; begin += threads) {
      const unsigned i = begin + threadIdx.x;
      reached += static_cast<unsigned>(__syncthreads_count(i < n && ranks[i] >= higher));
    }
    if (reached < k) continue;
    bound = higher;
    if (reached <= k + slack) break;
  }
  return bound;
}

/// Writes the k first of a row from the maxima of its groups. For a whole block.
__device__ inline void take(const float *row, unsigned n, unsigned groups, const rank *maxima, unsigned k, int *ids,
                            float *logits) {
  __shared__ unsigned listed[most + slack];
  __shared__ rank promising[most_promising];
  __shared__ unsigned n_listed, n_promising;
  if (threadIdx.x == 0) n_listed = n_promising = 0;
  rank bound = bound_of(maxima, groups, k);
  __syncthreads();
  for (unsigned g = threadIdx.x; g < groups; g += threads) {
    const rank greatest = maxima[g];
    if (greatest != 0 && greatest >= bound) listed[atomicAdd(&n_listed, 1u)] = g;
  }
  __syncthreads();
  for (unsigned i = threadIdx.x; i < n_listed * group; i += threads) {
    const unsigned place = place_in(listed[i / group], i % group);
    const rank r = place < n ? rank_of(row[place], place) : 0;
    if (r != 0 && r >= bound) promising[atomicAdd(&n_promising, 1u)] = r;
  }
  __syncthreads();
  // Comparing each with all is quick among few only.
  const unsigned found = n_promising;
  if (found > 2 * most) bound = bound_of(promising, found, k);
  for (unsigned i = threadIdx.x; i < found; i += threads) {
    const rank r = promising[i];
    if (r < bound) continue;
    unsigned before = 0;
    for (unsigned j = 0; j < found; ++j) before += promising[j] > r ? 1 : 0;
    if (before >= k) continue;
    ids[before] = static_cast<int>(place_of(r));
    logits[before] = row[place_of(r)];
  }
  for (unsigned p = found + threadIdx.x; p < k; p += threads) {
    ids[p] = -1;
    logits[p] = -INFINITY;
  }
}

/// Blocks: `tiles` for each row. `maxima`: tiles x groups_of_tile ranks for each row. `done`: a counter for each row,
/// 0 before and after. `ids`, `logits`: k for each row; 0 < k <= most.
__global__ void __launch_bounds__(threads)
    top_k(const float *values, unsigned n, unsigned tiles, unsigned k, rank *maxima, unsigned *done, int *ids,
          float *logits) {
  const std::size_t r = blockIdx.x / tiles;
  const unsigned t = blockIdx.x % tiles;
  const unsigned groups = tiles * groups_of_tile;
  const float *row = values + r * n;
  rank *const maxima_of_row = maxima + r * groups;

  rank greatest = greatest_of_thread(row, n, t * tile + threadIdx.x * width);
  for (unsigned lane = 1; lane < sharers; lane *= 2) {
    const rank other = __shfl_xor_sync(0xFFFFFFFFu, greatest, static_cast<int>(lane));
    greatest = other > greatest ? other : greatest;
  }
  if (threadIdx.x % sharers == 0) maxima_of_row[t * groups_of_tile + threadIdx.x / sharers] = greatest;

  // The fences of the first thread stand for the block: barriers order the others' writes before, and reads behind.
  __shared__ bool last;
  __syncthreads();
  if (threadIdx.x == 0) {
    __threadfence();
    last = atomicAdd(done + r, 1u) == tiles - 1;
    __threadfence();
  }
  __syncthreads();
  if (!last) return;
  if (threadIdx.x == 0) done[r] = 0;
  take(row, n, groups, maxima_of_row, k, ids + r * k, logits + r * k);
}

}  // namespace selection
