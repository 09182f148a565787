// Commands in order, kernels among them, and what one queue waits for of another.
#pragma once

#include <initializer_list>
#include <string>

#include "trace.hpp"

namespace device {

/// A point in the commands of a queue.
using event = handle<cl_event, clReleaseEvent>;

/// A program in OpenCL C, of texts one behind the other, built for the device. For statics: never given back, as the
/// runtime.
class program {
 public:
  explicit program(std::initializer_list<const char *> texts) {
    const runtime &on = runtime::get();
    const cl_device_id device = on.device();
    program_ = made("clCreateProgramWithSource", [&](cl_int *code) {
      const auto count = static_cast<cl_uint>(texts.size());
      return clCreateProgramWithSource(on.context(), count, const_cast<const char **>(texts.begin()), nullptr, code);
    });
    const cl_int built = clBuildProgram(program_, 1, &device, "-cl-std=CL1.2", nullptr, nullptr);
    if (built != CL_SUCCESS) {
      std::size_t length = 0;
      clGetProgramBuildInfo(program_, device, CL_PROGRAM_BUILD_LOG, 0, nullptr, &length);
      std::string log(length, '\0');
      clGetProgramBuildInfo(program_, device, CL_PROGRAM_BUILD_LOG, length, log.data(), nullptr);
      throw offload::failure("clBuildProgram failed: " + words(built) + "\n" + log);
    }
  }
  cl_program get() const { return program_; }

 private:
  cl_program program_;
};

/// A kernel of a program. For statics, too.
class kernel {
 public:
  kernel(const program &of, const char *name)
      : kernel_(made("clCreateKernel", [&](cl_int *code) { return clCreateKernel(of.get(), name, code); })) {}
  cl_kernel get() const { return kernel_; }

 private:
  cl_kernel kernel_;
};

/// An in-order queue, of whose commands the trace learns while it is on. Switch it only when the queue is empty.
class queue {
 public:
  explicit queue(trace &of) : trace_(of), plain_(opened(0)), profiled_(opened(CL_QUEUE_PROFILING_ENABLE)) {}

  cl_command_queue get() const { return (trace_.on() ? profiled_ : plain_).get(); }

  /// `global` work-items in groups of `local`.
  template <class... Arguments>
  void launch(const kernel &work, std::size_t global, std::size_t local, const Arguments &...arguments) const {
    cl_uint index = 0;
    (check(clSetKernelArg(work.get(), index++, sizeof arguments, &arguments), "clSetKernelArg"), ...);
    traced([&](cl_command_queue commands, cl_event *event) {
      check(clEnqueueNDRangeKernel(commands, work.get(), 1, nullptr, &global, &local, 0, nullptr, event),
            "clEnqueueNDRangeKernel");
    });
  }

  /// Hands over what has been said so far, without waiting.
  void flush() const { check(clFlush(get()), "clFlush"); }
  void finish() const { check(clFinish(get()), "clFinish"); }
  /// Nothing is on its way any more, whatever has failed.
  void quiet() const { clFinish(get()); }

  /// Makes `point` stand for all commands so far.
  void record(event &point) const {
    cl_event marker = nullptr;
    check(clEnqueueMarkerWithWaitList(get(), 0, nullptr, &marker), "clEnqueueMarkerWithWaitList");
    point.reset(marker);
    flush();  // nobody may wait for a command that only lies in the queue
  }
  /// What comes next waits for the point, which may be of another queue.
  void wait(const event &point) const {
    const cl_event awaited = point.get();
    check(clEnqueueBarrierWithWaitList(get(), 1, &awaited, nullptr), "clEnqueueBarrierWithWaitList");
  }
  /// The host waits for the point, and for nothing behind it.
  static void await(const event &point) {
    const cl_event awaited = point.get();
    check(clWaitForEvents(1, &awaited), "clWaitForEvents");
  }

  /// Calls `enqueue(queue, event or null)`.
  template <class F>
  void traced(F &&enqueue) const {
    cl_event event = nullptr;
    enqueue(get(), trace_.on() ? &event : nullptr);
    if (event) trace_.add(event);
  }

 private:
  using commands = handle<cl_command_queue, clReleaseCommandQueue>;
  static commands opened(cl_command_queue_properties properties) {
    return commands(made("clCreateCommandQueue", [&](cl_int *code) {
      return clCreateCommandQueue(runtime::get().context(), runtime::get().device(), properties, code);
    }));
  }

  trace &trace_;
  commands plain_, profiled_;
};

}  // namespace device
