// Runs CUDA kernels on the host, thread by thread: proof of their logic where there is no GPU, but not of their
// memory order. Threads of a group take turns where they wait for one another. Groups follow one another in any order
// that is drawn, so that shared memory can be static.
#pragma once

#include <ucontext.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <numeric>
#include <random>
#include <vector>

#define __device__
#define __global__
#define __shared__ static
#define __launch_bounds__(threads)

struct alignas(16) float4 {
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

  /// Lanes of a warp run in step: each gives its value before any takes that of lane `from`.
  std::uint64_t exchange(std::uint64_t value, unsigned from) {
    const unsigned first = threadIdx.x - threadIdx.x % warp, turn = give(value);
    return given(first + from, turn);
  }
  /// The bits of lanes for which it holds.
  unsigned vote(bool holds) {
    const unsigned first = threadIdx.x - threadIdx.x % warp, turn = give(holds ? 1 : 0);
    unsigned bits = 0;
    for (unsigned lane = 0; lane < warp; ++lane) bits |= static_cast<unsigned>(given(first + lane, turn)) << lane;
    return bits;
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
    /// Of every other exchange: a lane may give again before others have taken.
    std::uint64_t given[2] = {};
    unsigned exchanges = 0;
  };

  static void enter() {
    (*current()->kernel_)();
    current()->threads_[threadIdx.x].running = false;
  }
  unsigned give(std::uint64_t value) {
    thread &own = threads_[threadIdx.x];
    const unsigned turn = own.exchanges++ % 2;
    own.given[turn] = value;
    yield();
    return turn;
  }
  std::uint64_t given(unsigned by, unsigned turn) const { return threads_[by].given[turn]; }
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

/// Runs `groups` groups of `threads`, in an order that `random` draws.
inline void launch(std::size_t groups, unsigned threads, std::mt19937 &random, const std::function<void()> &kernel) {
  std::vector<unsigned> order(groups);
  std::iota(order.begin(), order.end(), 0u);
  std::shuffle(order.begin(), order.end(), random);
  group one(threads);
  for (const unsigned index : order) one.run(index, kernel);
}

/// A copy of values at an address that is aligned as a device's memory is.
class aligned {
 public:
  explicit aligned(const std::vector<float> &values) : memory_(new float4[values.size() / 4 + 1]) {
    std::copy(values.begin(), values.end(), get());
  }
  float *get() const { return reinterpret_cast<float *>(memory_.get()); }

 private:
  std::unique_ptr<float4[]> memory_;
};

}  // namespace on_host

inline void __syncthreads() { on_host::group::current()->meet(); }
inline void __threadfence() {}
/// All lanes of all warps take part, as the rows have it.
template <class T>
T __shfl_down_sync(unsigned, T value, unsigned distance) {
  const unsigned lane = threadIdx.x % on_host::warp, from = lane + distance;
  return on_host::group::current()->exchange(value, from < on_host::warp ? from : lane);
}
template <class T>
T __shfl_xor_sync(unsigned, T value, int bits) {
  return on_host::group::current()->exchange(value, threadIdx.x % on_host::warp ^ static_cast<unsigned>(bits));
}
inline unsigned __ballot_sync(unsigned, bool holds) {
  return on_host::group::current()->vote(holds);
}
inline int __popc(unsigned bits) { return std::popcount(bits); }
template <class T>
T __ldcg(const T *from) {
  return *from;
}
inline unsigned atomicAdd(unsigned *to, unsigned value) {
  const unsigned old = *to;
  *to += value;
  return old;
}
inline unsigned atomicInc(unsigned *at, unsigned most) {
  const unsigned old = *at;
  *at = old >= most ? 0 : old + 1;
  return old;
}
