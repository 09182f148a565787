// One operation at a time, for those who count the instructions of it: a profiler that is told to look at
// `pawl_operation` only, or a counter that runs around it. Linux only, as both are.
#pragma once

#include "session.hpp"

#if defined(__linux__)

/// Does nothing but return, in one instruction: tells what `pawl_operation` itself costs.
asm(".pushsection .text\n"
    ".type pawl_nothing, %function\n"
    "pawl_nothing: ret\n"
    ".size pawl_nothing, . - pawl_nothing\n"
    ".popsection\n");
extern "C" [[gnu::visibility("hidden")]] void pawl_nothing();

namespace {
/// What `pawl_operation` calls. From memory, so that calls of nothing and of a kernel are the same code.
struct {
  pawl_signature::function kernel;
  void *state;
  const pawl_signature::arguments *with;
} pawl_current{};
}  // namespace

extern "C" {

/// Pristine arguments of `instance` for the first library, as before each timed sample; `nothing`: for `pawl_nothing`
/// instead of the kernel. After `pawl_remap`.
void pawl_ready(void *s, std::uint64_t instance, int nothing) {
  pawl::driver &driver = pawl::of(s);
  const auto &with = driver.timing.ready(0, instance);
  const pawl::library<pawl_signature> &library = driver.libraries[0];
  const auto none = reinterpret_cast<pawl_signature::function>(&pawl_nothing);
  pawl_current = {nothing ? none : library.kernel, library.state, &with};
  pawl::status()->library = nothing ? -1 : 0;
}

/// One operation on them.
void pawl_operation() {
  pawl_signature::call(pawl_current.kernel, pawl_current.state, *pawl_current.with);
  pawl::barrier();
}

}  // extern "C"

#endif
