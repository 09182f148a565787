// Runs CUDA kernels on the host, thread by thread: proof of their logic where there is no GPU, but not of their memory
// order. Threads of a group take turns where they wait for one another. Groups follow one another in any order that
// is asked for, so that shared memory can be static.
#pragma once

#include <ucontext.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#define __device__
#define __global__
#define __shared__ static
#define __launch_bounds__(threads)

struct float4 {
  float x, y, z, w;
};
struct place {
  unsigned x;
};
inline place threadIdx, blockIdx;

namespace on_host {

inline constexpr unsigned warp = 32;

/// One group of threads.
class group {
 public:
  explicit group(unsigned threads) : threads_(threads) {
    for (thread &t : threads_) t.stack.resize(64 * 1024);
  }

  void run(unsigned index, const std::function<void()> &kernel) {
    current() = this;
    kernel_ = &kernel;
    blockIdx.x = index;
    arrived_ = 0;
    for (thread &t : threads_) {
      getcontext(&t.at);
      t.at.uc_stack.ss_sp = t.stack.data();
      t.at.uc_stack.ss_size = t.stack.size();
      t.at.uc_link = &scheduler_;
      t.running = true;
      makecontext(&t.at, enter, 0);
    }
    for (bool any = true; any;) {
      any = false;
      for (unsigned i = 0; i < threads_.size(); ++i) {
        if (!threads_[i].running) continue;
        any = true;
        threadIdx.x = i;
        swapcontext(&scheduler_, &threads_[i].at);
      }
    }
  }

  /// Until all threads are here.
  void meet() {
    const unsigned turn = turns_;
    if (++arrived_ == threads_.size()) {
      arrived_ = 0;
      ++turns_;
    }
    while (turns_ == turn) yield();
  }

  /// Lanes of a warp run in step: each gives its value before any takes one.
  std::uint64_t exchange(std::uint64_t value, unsigned distance) {
    const unsigned own = threadIdx.x, lane = own % warp;
    threads_[own].given = value;
    yield();
    const std::uint64_t taken = lane + distance < warp ? threads_[own + distance].given : value;
    yield();
    return taken;
  }

  static group *&current() {
    static group *one = nullptr;
    return one;
  }

 private:
  struct thread {
    std::vector<char> stack;
    ucontext_t at;
    bool running = false;
    std::uint64_t given = 0;
  };

  static void enter() {
    (*current()->kernel_)();
    current()->threads_[threadIdx.x].running = false;
  }
  void yield() {
    const unsigned own = threadIdx.x;
    swapcontext(&threads_[own].at, &scheduler_);
    threadIdx.x = own;
  }

  std::vector<thread> threads_;
  ucontext_t scheduler_;
  const std::function<void()> *kernel_ = nullptr;
  unsigned arrived_ = 0, turns_ = 0;
};

/// Runs groups of `threads` in the order of their indices.
inline void launch(std::span<const unsigned> order, unsigned threads, const std::function<void()> &kernel) {
  group one(threads);
  for (const unsigned index : order) one.run(index, kernel);
}

}  // namespace on_host

inline void __syncthreads() { on_host::group::current()->meet(); }
inline void __threadfence() {}
template <class T>
T __shfl_down_sync(unsigned, T value, unsigned distance) {
  return on_host::group::current()->exchange(value, distance);
}
template <class T>
T __ldcg(const T *from) {
  return *from;
}
inline unsigned atomicInc(unsigned *at, unsigned most) {
  const unsigned old = *at;
  *at = old >= most ? 0 : old + 1;
  return old;
}
