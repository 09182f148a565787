// The selection of sizes.hpp in CUDA: one launch, in which the last block of a row to be done selects.
#pragma once

#include "../lib/rank.hpp"
#include "sizes.hpp"

namespace offload {

/// Threads of a block, and of a warp.
inline constexpr unsigned threads = 512, warp = 32;
/// Threads that share a group, so that one batch of one row has enough of them.
inline constexpr unsigned sharers = 4;
/// Logits that a thread loads at once, and how many such loads it has.
inline constexpr unsigned width = 4, loads = group / (sharers * width);
inline constexpr unsigned groups_of_tile = threads / sharers;
/// Logits that a block looks at first.
inline constexpr unsigned tile = groups_of_tile * group;

/// The place of logit `e` of group `g`. Neighbouring threads load neighbouring logits.
__device__ inline unsigned place_in(unsigned g, unsigned e) {
  constexpr unsigned run = sharers * width;
  return g / groups_of_tile * tile + e / run * (threads * width) + g % groups_of_tile * run + e % run;
}

/// The greatest rank of what this thread has of its group; places ascend, so that the first of equals stays.
__device__ inline rank greatest_of_thread(const float *row, unsigned n, unsigned begin) {
  if (begin >= n) return nobody;
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
/// as there are. By bisection, each step of which counts all, and waits for others once: it is what a row takes
/// longest for.
__device__ inline rank bound_of(const rank *ranks, unsigned n, unsigned k) {
  // Of every other step: nobody is two steps ahead of those who still add up.
  __shared__ unsigned of_warps[2][threads / warp];
  rank bound = 0;
  __syncthreads();
  for (unsigned step = 0; step < 64; ++step) {
    const rank higher = bound | 1ull << (63 - step);
    unsigned *const counts = of_warps[step % 2];
    unsigned count = 0;
    for (unsigned begin = 0; begin < n; begin += threads) {
      const unsigned i = begin + threadIdx.x;
      count += static_cast<unsigned>(__popc(__ballot_sync(0xFFFFFFFFu, i < n && ranks[i] >= higher)));
    }
    if (threadIdx.x % warp == 0) counts[threadIdx.x / warp] = count;
    __syncthreads();
    unsigned reached = 0;
#pragma unroll
    for (unsigned w = 0; w < threads / warp; ++w) reached += counts[w];
    if (reached < k) continue;
    bound = higher;
    if (reached <= k + slack) break;
  }
  return bound;
}

/// Writes the k first of a row from the maxima of its groups. For a whole block.
__device__ inline void take(const float *row, unsigned n, unsigned groups, const rank *maxima, unsigned k, int *ids,
                            float *logits) {
  __shared__ unsigned listed[most_selected + slack];
  __shared__ rank promising[most_promising];
  __shared__ unsigned n_listed, n_promising;
  if (threadIdx.x == 0) n_listed = n_promising = 0;
  rank bound = bound_of(maxima, groups, k);
  __syncthreads();
  for (unsigned g = threadIdx.x; g < groups; g += threads) {
    const rank greatest = maxima[g];
    if (greatest != nobody && greatest >= bound) listed[atomicAdd(&n_listed, 1u)] = g;
  }
  __syncthreads();
  for (unsigned i = threadIdx.x; i < n_listed * group; i += threads) {
    const unsigned place = place_in(listed[i / group], i % group);
    const rank r = place < n ? rank_of(row[place], place) : nobody;
    if (r != nobody && r >= bound) promising[atomicAdd(&n_promising, 1u)] = r;
  }
  __syncthreads();
  // Comparing each with all is quick among few only.
  const unsigned found = n_promising;
  if (found > 2 * most_selected) bound = bound_of(promising, found, k);
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
/// 0 before and after. `ids`, `logits`: k for each row; 0 < k <= most_selected.
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

}  // namespace offload
