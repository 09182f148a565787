// The kernels of pawl's accuracy project through Google Benchmark: two copies of each, a and b. The build compiles every
// kernel's source twice, under two names. The figures are those of the workloads in harness/native/accuracy/targets.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>

extern "C" {
void chain_a(uint64_t *x, uint64_t one, uint64_t steps);
void chain_b(uint64_t *x, uint64_t one, uint64_t steps);
void update_a(float *data, size_t n, float factor);
void update_b(float *data, size_t n, float factor);
uint64_t allocate_a(const uint32_t *sizes, size_t n);
uint64_t allocate_b(const uint32_t *sizes, size_t n);
}

namespace {

// Shared by both copies, as buffers of their own would lie differently: this favours Google Benchmark.
constexpr size_t N = 393'216;
alignas(64) float work[N];
alignas(64) float pristine[N];
uint32_t sizes[64];

void fill() {
  std::mt19937 engine(42);
  std::normal_distribution<float> normal;
  std::generate(pristine, pristine + N, [&] { return normal(engine); });
  std::memcpy(work, pristine, sizeof work);
  std::uniform_int_distribution<uint32_t> uniform(1, 2048);
  std::generate(sizes, sizes + 64, [&] { return uniform(engine); });
}

void restore() {
  std::memcpy(work, pristine, sizeof work);
  benchmark::ClobberMemory();
}

template <typename Operation> void looped(benchmark::State &state, Operation operation) {
  for (auto _ : state) {
    operation();
    benchmark::ClobberMemory();
  }
}

template <typename Operation> void paused(benchmark::State &state, Operation operation) {
  for (auto _ : state) {
    state.PauseTiming();
    restore();
    state.ResumeTiming();
    operation();
    benchmark::ClobberMemory();
  }
}

template <typename Operation> void manual(benchmark::State &state, Operation operation) {
  using clock = std::chrono::steady_clock;
  for (auto _ : state) {
    restore();
    const auto start = clock::now();
    operation();
    benchmark::ClobberMemory();
    state.SetIterationTime(std::chrono::duration<double>(clock::now() - start).count());
  }
}

template <auto Kernel, uint64_t Steps> void chain() {
  static uint64_t x = 12345;
  Kernel(&x, 1, Steps);
}

template <auto Kernel> void update() { Kernel(work, N, 1.25F); }

template <auto Kernel> void allocate() { benchmark::DoNotOptimize(Kernel(sizes, 64)); }

template <void Operation()> void add(const char *name, void how(benchmark::State &, void (*)())) {
  auto *added = benchmark::RegisterBenchmark(name, [how](benchmark::State &state) { how(state, Operation); });
  if (how == manual<void (*)()>) added->UseManualTime();
}

}  // namespace

int main(int argc, char **argv) {
  fill();
  add<chain<chain_a, 10'000>>("chain/loop/a", looped);
  add<chain<chain_b, 10'000>>("chain/loop/b", looped);
  // Unrestored, the numbers grow to infinity, which costs this kernel nothing.
  add<update<update_a>>("update/loop/a", looped);
  add<update<update_b>>("update/loop/b", looped);
  add<update<update_a>>("update/paused/a", paused);
  add<update<update_b>>("update/paused/b", paused);
  add<update<update_a>>("update/manual/a", manual);
  add<update<update_b>>("update/manual/b", manual);
  add<allocate<allocate_a>>("allocate/loop/a", looped);
  add<allocate<allocate_b>>("allocate/loop/b", looped);
  // An operation of known length that does not touch what is restored before it.
  add<chain<chain_a, 2'500>>("restore/loop", looped);
  add<chain<chain_a, 2'500>>("restore/paused", paused);
  add<chain<chain_a, 2'500>>("restore/manual", manual);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
