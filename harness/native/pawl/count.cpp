// Calls one variant a few times, for its instructions to be counted: by a profiler around this process, which looks
// at `pawl_operation`, or by the CPU. All files have fixed names in the working folder, so that whatever lies in
// memory before the kernel runs lies alike for every variant and in every checkout: driver.so, variant.so, images,
// spec, status; and where the CPU counts, counts is written. Libraries are loaded by a path that is absolute and yet
// the same everywhere: to a relative one the loader adds that of the folder, and keeps both on the heap.
#include "counter.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <string>
#include <vector>

namespace {

/// Exit codes beside 0: why nothing was counted, in the last line of standard error.
constexpr int failed = 3, no_counter = 4;
constexpr const char *taken = "the CPU did not count all the time: others took its counter, or its cores differ";

[[noreturn]] void fail(int code, const std::string &why) {
  std::fprintf(stderr, "\n%s\n", why.c_str());
  std::fflush(nullptr);
  _exit(code);
}

std::string contents(const char *name) {
  std::FILE *const file = std::fopen(name, "rbe");
  if (!file) fail(failed, std::string(name) + " cannot be read");
  std::string text;
  char block[4096];
  while (const std::size_t n = std::fread(block, 1, sizeof block, file)) text.append(block, n);
  std::fclose(file);
  return text;
}

/// 64-bit words; behind them the path of the variant's library and, on a line of its own, the symbol of its kernel.
class specification {
 public:
  specification() : text_(contents("spec")) {}
  std::uint64_t word() {
    std::uint64_t value = 0;
    if (at_ + sizeof value > text_.size()) fail(failed, "spec is cut short");
    std::memcpy(&value, text_.data() + at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  /// As many as the first one says, times `each`.
  std::vector<std::uint64_t> words(std::uint64_t each) {
    std::vector<std::uint64_t> list(word() * each);
    for (std::uint64_t &w : list) w = word();
    return list;
  }
  std::string rest() const { return text_.substr(at_); }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

template <class F> F *find(void *driver, const char *name) {
  void *const found = dlsym(driver, name);
  if (!found) fail(failed, std::string("the driver exports no ") + name);
  return reinterpret_cast<F *>(found);
}

/// Driver, variant and inputs as the working folder has them.
class subject {
 public:
  subject() : driver_(dlopen("/proc/self/cwd/driver.so", RTLD_NOW | RTLD_LOCAL)) {
    specification spec;
    const std::uint64_t bytes = spec.word(), instances = spec.word(), align = spec.word();
    const auto segments = spec.words(4), relocations = spec.words(3);
    calls_ = spec.words(1);
    if (!driver_) fail(failed, dlerror());
    if (!call<int>("pawl_begin", "./status")) fail(failed, "status cannot be mapped");
    session_ = call<void *>("pawl_open", "./images", bytes, instances, segments.data(), segments.size() / 4,
                            relocations.data(), relocations.size() / 3, align, 0);
    if (!session_) fail(failed, "the inputs cannot be mapped");
    const std::string names = spec.rest(), library = names.substr(0, names.find('\n'));
    const char *const symbol = names.c_str() + std::min(names.size(), library.size() + 1);
    const std::string reason = call<const char *>("pawl_load", session_, library.c_str(), symbol);
    if (!reason.empty()) fail(failed, "it cannot be loaded: " + reason);
    const int code = call<int>("pawl_remap", session_, std::uint64_t{0}, std::size_t{1});
    if (code == 1) fail(failed, "the system refused the memory for its arguments");
    if (code) fail(failed, "its create function returned null");
  }

  /// Calls nothing twice, then the kernel on each instance that the specification lists. `around(operation)` makes
  /// each call.
  template <class F> void call_all(F &&around) {
    const auto ready = find<void(void *, std::uint64_t, int)>("pawl_ready");
    const auto operation = find<void()>("pawl_operation");
    // The first one finds code and counter cold.
    for (int i = 0; i < 2; ++i) ready(session_, 0, 1), around(operation);
    for (const std::uint64_t instance : calls_) ready(session_, instance, 0), around(operation);
  }

 private:
  template <class F> F *find(const char *name) {
    void *const found = dlsym(driver_, name);
    if (!found) fail(failed, std::string("the driver exports no ") + name);
    return reinterpret_cast<F *>(found);
  }
  template <class R, class... A> R call(const char *name, A... arguments) {
    return find<R(A...)>(name)(arguments...);
  }

  void *driver_, *session_ = nullptr;
  std::vector<std::uint64_t> calls_;
};

void write(const std::vector<std::uint64_t> &counts) {
  std::FILE *const out = std::fopen("counts", "wbe");
  const bool written = out && std::fwrite(counts.data(), sizeof counts[0], counts.size(), out) == counts.size();
  if (!written || std::fclose(out) != 0) fail(failed, "counts cannot be written");
}

}  // namespace

/// `count callgrind` · `count hardware` · `count probe`: only whether the CPU can count.
int main(int, char **words) {
  const std::string mode = words[1] ? words[1] : "";
  if (mode == "callgrind") {
    subject().call_all([](void (*operation)()) { operation(); });
  } else {
    const pawl::instruction_counter counter;
    if (counter.refused()) fail(no_counter, std::strerror(counter.refused()));
    if (mode == "probe") return 0;
    std::vector<std::uint64_t> counts;
    subject().call_all([&](void (*operation)()) {
      std::uint64_t count = 0;
      counter.start();
      operation();
      if (!counter.stop(count)) fail(no_counter, taken);
      counts.push_back(count);
    });
    write(counts);
  }
  std::fflush(nullptr);
  _exit(0);  // exit handlers of foreign libraries are none of our business
}
