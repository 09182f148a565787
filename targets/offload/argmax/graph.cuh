// What `device` does, recorded once and handed over as one command.
#pragma once

#include "launch.cuh"
#include "found.hpp"

struct variant : offload::found<offload::fetched<std::int32_t>> {
  using found::found;

  /// Works on all rows that there are, whatever `batch` is.
  void run(std::int32_t *to, std::size_t batch) {
    if (batch == 0) return;
    queue.traced([&](cudaStream_t stream) { device::check(cudaGraphLaunch(all_.get(), stream), "cudaGraphLaunch"); });
    std::copy_n(ids.ordered(queue), batch, to);
  }

 private:
  using graph = device::handle<cudaGraph_t, cudaGraphDestroy>;
  using executable = device::handle<cudaGraphExec_t, cudaGraphExecDestroy>;

  executable recorded() {
    device::check(cudaStreamBeginCapture(queue.get(), cudaStreamCaptureModeThreadLocal), "cudaStreamBeginCapture");
    find(most);
    ids.order(queue, most);
    cudaGraph_t made = nullptr;
    device::check(cudaStreamEndCapture(queue.get(), &made), "cudaStreamEndCapture");
    const graph steps(made);
    cudaGraphExec_t ready = nullptr;
    device::check(cudaGraphInstantiate(&ready, steps.get(), 0), "cudaGraphInstantiate");
    return executable(ready);
  }

  executable all_ = most > 0 ? recorded() : nullptr;
};
