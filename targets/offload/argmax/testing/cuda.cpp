// The CUDA kernel on the host, with any number of parts, whose groups are done in any order.
#include "../../testing/cuda.hpp"

#include <algorithm>
#include <numeric>

#include "../kernel.cuh"
#include "cases.hpp"

int main() {
  std::mt19937 random(1);
  for (int k = 0; k < 25; ++k) {
    // Once with more parts than a group has threads, and something to find in all of them.
    const unsigned parts = k == 0 ? offload::group + 5 : 1 + random() % 6, count = k == 0 ? 1 : random() % 4;
    const std::size_t n = k == 0 ? parts * offload::group + 1 : testing::length(random, 5000);
    testing::rows rows = testing::drawn(random, n, count);
    if (k == 0) rows.logits[n - 2] = 10;
    std::vector<float4> memory(rows.logits.size() / 4 + 1);  // aligned as a device's memory is
    auto *logits = reinterpret_cast<float *>(memory.data());
    std::copy(rows.logits.begin(), rows.logits.end(), logits);
    std::vector<offload::key> keys(parts * count);
    std::vector<unsigned> arrived(count), order(parts * count);
    std::vector<std::int32_t> ids(count, -2);
    std::iota(order.begin(), order.end(), 0u);
    for (int again = 0; again < (k == 0 ? 1 : 2); ++again) {
      std::fill(ids.begin(), ids.end(), -2);
      std::shuffle(order.begin(), order.end(), random);
      on_host::launch(order, offload::group, [&] {
        offload::largest(logits, static_cast<std::uint32_t>(n), parts, keys.data(), arrived.data(), ids.data());
      });
      testing::compare(rows, ids, again ? "the second time" : "the first time");
    }
  }
}
