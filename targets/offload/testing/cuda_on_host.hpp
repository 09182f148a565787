// CUDA's kernel language on the host, as far as the rows use it, so that a kernel's logic can be tried without a
// device: blocks run one after the other, the threads of a block take turns at its barriers. It says nothing about
// memory order or speed.
#pragma once

#include <ucontext.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#define __host__
#define __device__
#define __global__
#define __shared__ static
#define __launch_bounds__(...)

struct dim {
  unsigned x;
};
inline dim threadIdx, blockIdx;

struct alignas(16) float4 {
  float x, y, z, w;
};

namespace cuda_on_host {

/// The threads of the block that runs.
struct block {
  struct thread {
    ucontext_t context;
    std::unique_ptr<char[]> stack;
    bool done = false;
  };
  static constexpr std::size_t stack_bytes = 64 * 1024;
  static constexpr unsigned warp = 32;

  std::vector<thread> threads;
  ucontext_t scheduler;
  /// Two of each: a thread may come to the next barrier before others have read what the last one gathered.
  unsigned counted[2] = {}, round = 0;
  std::vector<unsigned long long> exchanged;
  void (*body)(void *) = nullptr;
  void *arguments = nullptr;
};
inline block *running = nullptr;

/// The others go on, up to their next barrier.
inline void meet() {
  const unsigned self = threadIdx.x;
  swapcontext(&running->threads[self].context, &running->scheduler);
  threadIdx.x = self;
}

inline void enter() {
  block &own = *running;
  own.body(own.arguments);
  own.threads[threadIdx.x].done = true;
}

/// kernel(arguments...) for each thread of each block.
template <class F>
void launch(unsigned blocks, unsigned threads, F kernel) {
  block own;
  own.threads = std::vector<block::thread>(threads);
  own.exchanged.resize(threads);
  own.body = [](void *f) { (*static_cast<F *>(f))(); };
  own.arguments = &kernel;
  running = &own;
  for (blockIdx.x = 0; blockIdx.x < blocks; ++blockIdx.x) {
    for (auto &thread : own.threads) {
      if (!thread.stack) thread.stack = std::make_unique<char[]>(block::stack_bytes);
      thread.done = false;
      getcontext(&thread.context);
      thread.context.uc_stack.ss_sp = thread.stack.get();
      thread.context.uc_stack.ss_size = block::stack_bytes;
      thread.context.uc_link = &own.scheduler;
      makecontext(&thread.context, enter, 0);
    }
    for (bool any = true; any;) {
      any = false;
      own.counted[++own.round % 2] = 0;
      for (unsigned t = 0; t < threads; ++t) {
        if (own.threads[t].done) continue;
        any = true;
        threadIdx.x = t;
        swapcontext(&own.scheduler, &own.threads[t].context);
      }
    }
  }
  running = nullptr;
}

}  // namespace cuda_on_host

inline void __syncthreads() { cuda_on_host::meet(); }

inline int __syncthreads_count(bool holds) {
  auto &own = *cuda_on_host::running;
  const unsigned gathering = own.round % 2;
  own.counted[gathering] += holds ? 1 : 0;
  cuda_on_host::meet();
  return static_cast<int>(own.counted[gathering]);
}

/// All lanes of all warps take part, as the rows have it.
template <class T>
T __shfl_xor_sync(unsigned, T value, int lanes) {
  auto &own = *cuda_on_host::running;
  own.exchanged[threadIdx.x] = static_cast<unsigned long long>(value);
  cuda_on_host::meet();
  const auto other = static_cast<T>(own.exchanged[threadIdx.x ^ static_cast<unsigned>(lanes)]);
  cuda_on_host::meet();
  return other;
}

inline unsigned atomicAdd(unsigned *to, unsigned value) {
  const unsigned before = *to;
  *to += value;
  return before;
}
inline void __threadfence() {}
inline unsigned __float_as_uint(float x) { return std::bit_cast<unsigned>(x); }
