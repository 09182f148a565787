// How many bytes a second the memory hierarchy can move at most, by size of what is worked on. A library of its own,
// built for this CPU: its loops use the widest vectors there are.
#include "clock.hpp"
#include "memory.hpp"

#include <algorithm>
#include <barrier>
#include <cstring>
#include <thread>
#include <vector>
#if defined(__linux__)
#include <sched.h>
#endif

namespace {

#if defined(__AVX512F__)
constexpr std::size_t width = 64;
#elif defined(__AVX__)
constexpr std::size_t width = 32;
#else
constexpr std::size_t width = 16;
#endif
typedef std::uint64_t vector __attribute__((vector_size(width)));
/// Vectors per turn of a loop: enough to keep all load ports busy.
constexpr std::size_t unrolled = 8;
constexpr std::size_t turn = unrolled * width;

/// One pass over `bytes`, whole turns of them, from the first turn to the last or the other way round.
using pass = void (*)(std::byte *start, std::size_t bytes, bool backwards);

/// Where a pass begins and how it goes on, in vectors.
struct path {
  vector *at;
  std::ptrdiff_t step;
  path(std::byte *start, std::size_t bytes, bool backwards)
      : at(reinterpret_cast<vector *>(backwards ? start + bytes - turn : start)),
        step(backwards ? -static_cast<std::ptrdiff_t>(unrolled) : static_cast<std::ptrdiff_t>(unrolled)) {}
};

void read(std::byte *start, std::size_t bytes, bool backwards) {
  auto [p, step] = path(start, bytes, backwards);
  vector a{}, b{}, c{}, d{}, e{}, f{}, g{}, h{};
  for (std::size_t i = 0; i < bytes; i += turn, p += step) {
    a |= p[0], b |= p[1], c |= p[2], d |= p[3];
    e |= p[4], f |= p[5], g |= p[6], h |= p[7];
  }
  volatile std::uint64_t kept = ((a | b) | (c | d) | (e | f) | (g | h))[0];
  (void)kept;
}

void update(std::byte *start, std::size_t bytes, bool backwards) {
  auto [p, step] = path(start, bytes, backwards);
  for (std::size_t i = 0; i < bytes; i += turn, p += step)
    for (std::size_t k = 0; k < unrolled; ++k) p[k] += 1;
  pawl::barrier();
}

/// Long enough for the clock and for starting together, short enough to escape preemption now and then.
constexpr std::uint64_t shortest = 400'000;
/// The best of so many counts, or of as many as fit `longest` ns.
constexpr int repeats = 3;
constexpr std::uint64_t longest = 10'000'000;
/// And of so many sweeps over all sizes: slow spells of the machine are longer than all counts of one size.
constexpr int sweeps = 2;

void pin_to([[maybe_unused]] std::uint32_t cpu) {
#if defined(__linux__)
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  sched_setaffinity(0, sizeof set, &set);
#endif
}

/// Least ns for one pass of every thread over its own part; `to_and_fro`: every other pass backwards.
double least(pass go, const std::vector<std::byte *> &parts, std::size_t bytes, const std::uint32_t *cpus,
             bool to_and_fro) {
  const auto threads = static_cast<std::ptrdiff_t>(parts.size());
  std::barrier together(threads);
  double best = 0;
  std::uint64_t passes = 1;
  bool more = true;
  const auto work = [&](std::size_t index) {
    if (cpus) pin_to(cpus[index]);
    bool back = false;
    const auto once = [&] {
      go(parts[index], bytes, back);
      back = to_and_fro && !back;
    };
    once();
    std::uint64_t spent = 0;
    for (int done = 0; more;) {
      together.arrive_and_wait();
      const std::uint64_t start = pawl::now();
      for (std::uint64_t k = 0; k < passes; ++k) once();
      together.arrive_and_wait();
      const std::uint64_t took = std::max<std::uint64_t>(1, pawl::now() - start);
      if (index == 0) {
        spent += took;
        if (took < shortest && done == 0) {
          passes = std::max(passes + 1, passes * shortest * 5 / 4 / took);
        } else {
          const double each = static_cast<double>(took) / static_cast<double>(passes);
          best = best == 0 ? each : std::min(best, each);
          ++done;
        }
        more = done < repeats && (done < 2 || spent < longest);
      }
      together.arrive_and_wait();
    }
  };
  // In threads of its own also when it is one: the caller's stays where it is.
  std::vector<std::thread> others;
  for (std::size_t t = 0; t < parts.size(); ++t) others.emplace_back(work, t);
  for (std::thread &other : others) other.join();
  return best;
}

/// The same of the better order. What is larger than a cache evicts itself when passes begin anew, and is found there
/// in part when they turn round: on a Zen 5 with 1 MiB of L2 cache, 1.5 MiB were read at 115 and 136 GB/s.
double fastest(pass go, const std::vector<std::byte *> &parts, std::size_t bytes, const std::uint32_t *cpus) {
  return std::min(least(go, parts, bytes, cpus, false), least(go, parts, bytes, cpus, true));
}

}  // namespace

/// GB/s of `threads` threads together that read, and that read and write back, `sizes[i]` bytes in all, over and
/// over. `cpus`: one for each thread, or null. Returns 0 when the system refused the memory.
extern "C" int pawl_bandwidth(const std::uint32_t *cpus, std::size_t threads, const std::uint64_t *sizes,
                              std::size_t count, double *read_gb_s, double *update_gb_s) {
  const std::size_t most = count ? *std::max_element(sizes, sizes + count) : 0;
  const std::size_t room = pawl::round_up(most / threads + turn, 4096);
  const pawl::mapping memory(room * threads);
  if (!memory) return 0;
  // Pages that nobody wrote are all the same page of zeros, which any cache holds.
  std::memset(memory.data(), 1, memory.size());
  std::vector<std::byte *> parts;
  for (std::size_t t = 0; t < threads; ++t) parts.push_back(memory.data() + t * room);
  for (std::size_t i = 0; i < count * sweeps; ++i) {
    const std::size_t each = std::max(turn, sizes[i % count] / threads / turn * turn);
    const auto moved = static_cast<double>(each * threads);
    double &r = read_gb_s[i % count], &u = update_gb_s[i % count];
    r = std::max(i < count ? 0 : r, moved / fastest(read, parts, each, cpus));
    u = std::max(i < count ? 0 : u, 2 * moved / fastest(update, parts, each, cpus));
  }
  return 1;
}
