// What a device itself needs for an operation, as events of its runtime tell it.
#pragma once

#include "clock.hpp"
#include "timed.hpp"

#include <cmath>

namespace pawl {

/// How many operations are looked at: `fewest`, and more up to `most` for `cap` nanoseconds.
struct device_request {
  std::uint64_t first;  ///< instance of the first one; the others follow it
  std::uint64_t fewest, most, cap;
};

/// Fills `times` with nanoseconds of device time of single operations where they are timed, NaN where the runtime does
/// not know, and `made` with their number. Events are on meanwhile and off again afterwards: they take time themselves,
/// so nothing is to be timed in this process from then on. Returns 0 or 4 as `guarded_call`. After `timed::remap`, of a
/// library that exports `pawl_device_ns`.
template <class S>
int device_times(timed<S> &timing, const library<S> &l, std::size_t index, const device_request &r, double *times,
                 std::uint64_t &made) {
  const auto blame = [&](std::int32_t library) { status()->library = library; };
  const auto switched = [&](int on) {
    blame(static_cast<std::int32_t>(index));
    if (l.device.events) l.device.events(l.state, on);
    blame(-1);
  };
  made = 0;
  switched(1);
  int code = timing.operate(index, r.first);  // sets up what events need
  const std::uint64_t start = now();
  while (code == 0 && made < r.most && (made < r.fewest || now() - start < r.cap)) {
    code = timing.operate(index, r.first + made + 1);
    blame(static_cast<std::int32_t>(index));
    const double ns = code == 0 ? l.device.ns(l.state) : -1;
    blame(-1);
    times[made++] = ns >= 0 ? ns : NAN;
  }
  switched(0);
  return code;
}

}  // namespace pawl
