// Holds the CUDA kernel of G.2, on the host, against a sort. Prints where they differ.
#include "../../testing/cuda.hpp"

#include <cstdio>
#include <random>

#include "../kernel.cuh"
#include "../plain.hpp"

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

std::mt19937 draw(42);

void compare(const char *what, const std::vector<row> &rows, std::size_t k, bool twice = false) {
  const std::size_t n = rows.empty() ? 0 : rows[0].size();
  const auto tiles = static_cast<unsigned>(std::max<std::size_t>(1, (n + offload::tile - 1) / offload::tile));
  row all;
  for (const row &r : rows) all.insert(all.end(), r.begin(), r.end());
  const on_host::aligned values(all);
  std::vector<offload::rank> maxima(rows.size() * tiles * offload::groups_of_tile, 12345);
  std::vector<unsigned> done(rows.size(), 0);
  // One more of each, which nobody may write.
  std::vector<int32_t> ids(rows.size() * k + 1, 77), expected_ids = ids;
  std::vector<float> logits(rows.size() * k + 1, 77), expected = logits;
  for (int call = 0; call < (twice ? 2 : 1); ++call) {
    on_host::launch(tiles * rows.size(), offload::threads, draw, [&] {
      offload::top_k(values.get(), static_cast<unsigned>(n), tiles, static_cast<unsigned>(k), maxima.data(),
                     done.data(), ids.data(), logits.data());
    });
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    offload::plain().top(rows[r].data(), n, k, expected_ids.data() + r * k, expected.data() + r * k);
  }
  bool same = ids == expected_ids && done == std::vector<unsigned>(rows.size(), 0);
  for (std::size_t i = 0; i < logits.size(); ++i) {
    same = same && std::bit_cast<uint32_t>(logits[i]) == std::bit_cast<uint32_t>(expected[i]);
  }
  if (!same) std::printf("%s: n = %zu, k = %zu, %zu rows: differs\n", what, n, k, rows.size());
}

}  // namespace

int main() {
  std::normal_distribution<float> normal;
  constexpr float inf = std::numeric_limits<float>::infinity();
  for (const std::size_t n : {0, 1, 39, 64, 65, 8192, 20'001}) {
    compare("drawn", rows_of(2, n, [&](std::size_t) { return normal(draw); }), 40);
    compare("equal", rows_of(1, n, [](std::size_t) { return -1.5f; }), 40);
    compare("ties", rows_of(1, n, [&](std::size_t) { return static_cast<float>(draw() % 3); }), 64);
    const auto masked = [&](std::size_t) { return draw() % 50 == 0 ? normal(draw) : -inf; };
    compare("masked", rows_of(1, n, masked), 40);
    compare("zeros", rows_of(1, n, [&](std::size_t) { return draw() % 2 == 0 ? 0.0f : -0.0f; }), 7);
    compare("ascending", rows_of(1, n, [](std::size_t i) { return static_cast<float>(i); }), 64);
    compare("descending", rows_of(1, n, [](std::size_t i) { return -static_cast<float>(i); }), 1);
  }
  compare("a vocabulary", rows_of(2, 151'936, [&](std::size_t) { return 3 * normal(draw); }), 40, true);
  compare("an equal vocabulary", rows_of(1, 151'936, [](std::size_t) { return 0.25f; }), 64);
  compare("infinities and denormals",
               rows_of(3, 5000, [&](std::size_t i) { return i % 7 == 0 ? inf : i % 5 == 0 ? 1e-42f : -1e-42f; }), 40);
}
