// The CUDA kernel on the host, with any number of parts, whose groups are done in any order.
#include "../../testing/cuda.hpp"

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
    const on_host::aligned logits(rows.logits);
    std::vector<offload::rank> ranks(parts * count);
    std::vector<unsigned> arrived(count);
    std::vector<std::int32_t> ids(count, -2);
    for (int again = 0; again < (k == 0 ? 1 : 2); ++again) {
      std::fill(ids.begin(), ids.end(), -2);
      on_host::launch(parts * count, offload::group, random, [&] {
        offload::largest(logits.get(), static_cast<std::uint32_t>(n), parts, ranks.data(), arrived.data(),
                         ids.data());
      });
      testing::compare(rows, ids, again ? "the second time" : "the first time");
    }
  }
}
