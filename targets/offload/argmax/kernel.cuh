// The argmax of rows in one launch: groups of threads look at parts of a row, and the group that is done last puts
// their results together.
#pragma once

#include "best.hpp"

namespace offload {

/// Threads of a group, a whole number of warps.
inline constexpr std::uint32_t group = 256;
inline constexpr std::uint32_t warp = 32;

/// The best of those logits whose index, or that of the four it lies in, is `first`, `first + step`, … Rows begin at
/// addresses of 16 bytes where n is a multiple of four.
__device__ inline rank scan(const float *row, std::uint32_t n, std::uint32_t first, std::uint32_t step) {
  if (first == 0 && n > 0 && row[0] != row[0]) return first_of_all;
  best_so_far seen;
  if (n % 4 == 0) {
    const float4 *fours = reinterpret_cast<const float4 *>(row);
    for (std::uint32_t i = first; i < n / 4; i += step) {
      const float4 four = fours[i];
      seen.consider(four.x, 4 * i);
      seen.consider(four.y, 4 * i + 1);
      seen.consider(four.z, 4 * i + 2);
      seen.consider(four.w, 4 * i + 3);
    }
  } else {
    for (std::uint32_t i = first; i < n; i += step) seen.consider(row[i], i);
  }
  return seen.best();
}

/// The greatest rank of a warp, in its first lane; all lanes call it.
__device__ inline rank of_warp(rank best) {
  for (std::uint32_t distance = warp / 2; distance > 0; distance /= 2) {
    const rank other = __shfl_down_sync(0xFFFFFFFFu, best, distance);
    if (other > best) best = other;
  }
  return best;
}

/// The greatest rank of a group, in its first thread; all threads call it, and are in step before they do again.
__device__ inline rank of_group(rank best) {
  __shared__ rank of_warps[group / warp];
  best = of_warp(best);
  if (threadIdx.x % warp == 0) of_warps[threadIdx.x / warp] = best;
  __syncthreads();
  if (threadIdx.x / warp == 0) best = of_warp(threadIdx.x < group / warp ? of_warps[threadIdx.x] : nobody);
  return best;
}

/// `parts` groups for each row: group g has part g % parts of row g / parts. `ranks` holds a rank of each group;
/// `arrived` counts, per row, groups that are done, and is back at 0 when all are.
__global__ void __launch_bounds__(group)
    largest(const float *logits, std::uint32_t n, std::uint32_t parts, rank *ranks, unsigned *arrived,
            std::int32_t *ids) {
  const std::uint32_t row = blockIdx.x / parts, part = blockIdx.x % parts;
  rank best = of_group(scan(logits + std::size_t{row} * n, n, part * group + threadIdx.x, parts * group));
  if (parts > 1) {
    rank *const own = ranks + std::size_t{row} * parts;
    __shared__ bool last;
    if (threadIdx.x == 0) {
      own[part] = best;
      // Whoever sees this group arrived sees its rank, and the last one sees all.
      __threadfence();
      last = atomicInc(arrived + row, parts - 1) == parts - 1;
      __threadfence();
    }
    __syncthreads();
    if (!last) return;
    best = nobody;
    for (std::uint32_t i = threadIdx.x; i < parts; i += group) {
      // Not from the first cache: another row's last group may have left a line there that was not complete yet.
      const rank other = __ldcg(own + i);
      if (other > best) best = other;
    }
    best = of_group(best);
  }
  if (threadIdx.x == 0) ids[row] = id_of(best, n);
}

}  // namespace offload
