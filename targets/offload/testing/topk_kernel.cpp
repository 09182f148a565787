// Holds the CUDA kernel of G.2 against a sort, on the host. Ends with 1, and says why, where they differ.
#include "cuda_on_host.hpp"

#include <cstdio>
#include <random>

#include "../topk/kernel.cuh"

namespace {

using row = std::vector<float>;

/// A generator of rows of each kind.
template <class F>
std::vector<row> rows_of(std::size_t count, std::size_t n, F &&value) {
  std::vector<row> rows(count, row(n));
  for (row &r : rows) {
    for (std::size_t i = 0; i < n; ++i) r[i] = value(i);
  }
  return rows;
}

bool right(const char *what, const std::vector<row> &rows, std::size_t k, bool twice = false) {
  const std::size_t n = rows.empty() ? 0 : rows[0].size();
  const auto tiles = static_cast<unsigned>(std::max<std::size_t>(1, (n + selection::tile - 1) / selection::tile));
  // Whole loads need rows at multiples of 16 bytes.
  const auto memory = std::make_unique<float4[]>(rows.size() * n / 4 + 1);
  float *const values = reinterpret_cast<float *>(memory.get());
  for (std::size_t r = 0; r < rows.size(); ++r) std::copy(rows[r].begin(), rows[r].end(), values + r * n);
  std::vector<selection::rank> maxima(rows.size() * tiles * selection::groups_of_tile, 12345);
  std::vector<unsigned> done(rows.size(), 0);
  // One more of each, which nobody may write.
  std::vector<int32_t> ids(rows.size() * k + 1, 77), expected_ids = ids, order;
  std::vector<float> logits(rows.size() * k + 1, 77), expected = logits;
  for (int call = 0; call < (twice ? 2 : 1); ++call) {
    cuda_on_host::launch(tiles * static_cast<unsigned>(rows.size()), selection::threads, [&] {
      selection::top_k(values, static_cast<unsigned>(n), tiles, static_cast<unsigned>(k), maxima.data(), done.data(),
                       ids.data(), logits.data());
    });
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    plain_top(rows[r].data(), n, k, order, expected_ids.data() + r * k, expected.data() + r * k);
  }
  bool same = ids == expected_ids && done == std::vector<unsigned>(rows.size(), 0);
  for (std::size_t i = 0; i < logits.size(); ++i) {
    same = same && std::bit_cast<uint32_t>(logits[i]) == std::bit_cast<uint32_t>(expected[i]);
  }
  if (!same) std::printf("%s: n = %zu, k = %zu, %zu rows: differs\n", what, n, k, rows.size());
  return same;
}

}  // namespace

int main() {
  std::mt19937 random(42);
  std::normal_distribution<float> normal;
  constexpr float inf = std::numeric_limits<float>::infinity();
  bool all = true;
  for (const std::size_t n : {0, 1, 4, 39, 40, 65, 2049, 8192, 8193, 20'001}) {
    all &= right("drawn", rows_of(2, n, [&](std::size_t) { return normal(random); }), 40);
    all &= right("equal", rows_of(1, n, [](std::size_t) { return -1.5f; }), 40);
    all &= right("ties", rows_of(1, n, [&](std::size_t) { return static_cast<float>(random() % 3); }), 64);
    const auto masked = [&](std::size_t) { return random() % 50 == 0 ? normal(random) : -inf; };
    all &= right("masked", rows_of(1, n, masked), 40);
    all &= right("zeros", rows_of(1, n, [&](std::size_t) { return random() % 2 == 0 ? 0.0f : -0.0f; }), 7);
    all &= right("ascending", rows_of(1, n, [](std::size_t i) { return static_cast<float>(i); }), 64);
    all &= right("descending", rows_of(1, n, [](std::size_t i) { return -static_cast<float>(i); }), 1);
  }
  all &= right("a vocabulary", rows_of(2, 151'936, [&](std::size_t) { return 3 * normal(random); }), 40, true);
  all &= right("an equal vocabulary", rows_of(1, 151'936, [](std::size_t) { return 0.25f; }), 64);
  all &= right("infinities and denormals",
               rows_of(3, 5000, [&](std::size_t i) { return i % 7 == 0 ? inf : i % 5 == 0 ? 1e-42f : -1e-42f; }), 40);
  return all ? 0 : 1;
}
