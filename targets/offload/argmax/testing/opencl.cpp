// The OpenCL kernels in both shapes, whatever the device is.
#include "../../lib/opencl.hpp"

#include "../../lib/state.hpp"
#include "../launch.cl.hpp"
#include "cases.hpp"

int main() {
  struct : offload::on_device {
  } state;
  std::mt19937 random(1);
  for (int k = 0; k < 300; ++k) {
    const testing::rows rows = testing::drawn(random, testing::length(random, 40'000), random() % 4);
    device::buffer<float> logits(rows.logits.size());
    logits.write(state.queue, rows.logits.data(), rows.logits.size());
    for (const auto *shape : {&offload::wide, &offload::narrow}) {
      const offload::finder finder(state.queue, rows.n, rows.count, *shape);
      device::buffer<std::int32_t> found(rows.count);
      std::vector<std::int32_t> ids(rows.count, -2);
      finder.find(state.queue, logits, rows.count, found);
      found.read(state.queue, ids.data(), rows.count, false);
      testing::compare(rows, ids, shape == &offload::wide ? "wide" : "narrow");
    }
  }
}
