// Commands in order: a stream, and what one waits for of another.
#pragma once

#include "trace.hpp"

namespace device {

/// A point in the commands of a queue.
class event {
 public:
  event() {
    cudaEvent_t made = nullptr;
    check(cudaEventCreateWithFlags(&made, cudaEventDisableTiming), "cudaEventCreateWithFlags");
    event_.reset(made);
  }
  cudaEvent_t get() const { return event_.get(); }

 private:
  handle<cudaEvent_t, cudaEventDestroy> event_;
};

/// A stream of its own, of whose commands the trace learns while it is on.
class queue {
 public:
  explicit queue(trace &of) : trace_(of) {
    cudaStream_t made = nullptr;
    check(cudaStreamCreateWithFlags(&made, cudaStreamNonBlocking), "cudaStreamCreateWithFlags");
    stream_.reset(made);
  }

  cudaStream_t get() const { return stream_.get(); }

  /// Streams hand over at once.
  void flush() const {}
  void finish() const { check(cudaStreamSynchronize(get()), "cudaStreamSynchronize"); }
  /// Nothing is on its way any more, whatever has failed.
  void quiet() const { cudaStreamSynchronize(get()); }

  /// Makes `point` stand for all commands so far.
  void record(event &point) const { check(cudaEventRecord(point.get(), get()), "cudaEventRecord"); }
  /// What comes next waits for the point, which may be of another queue.
  void wait(const event &point) const { check(cudaStreamWaitEvent(get(), point.get()), "cudaStreamWaitEvent"); }
  /// The host waits for the point, and for nothing behind it.
  static void await(const event &point) { check(cudaEventSynchronize(point.get()), "cudaEventSynchronize"); }

  /// Calls `enqueue(stream)`, which may launch kernels.
  template <class F>
  void traced(F &&enqueue) const {
    if (trace_.on()) trace_.mark(get());
    enqueue(get());
    check(cudaGetLastError(), "a launch");
    if (trace_.on()) trace_.mark(get());
  }

 private:
  trace &trace_;
  handle<cudaStream_t, cudaStreamDestroy> stream_;
};

}  // namespace device
