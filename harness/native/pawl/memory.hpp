// Memory that kernels work on: plain mappings while timing, fenced ones while verifying.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace pawl {

/// A private mapping, anonymous or of a file to read; empty when the system refused it.
class mapping {
 public:
  mapping() = default;
  explicit mapping(std::size_t bytes, int protection = PROT_READ | PROT_WRITE) : bytes_(bytes) {
    if (bytes == 0) return;
    void *p = mmap(nullptr, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    base_ = p == MAP_FAILED ? nullptr : static_cast<std::byte *>(p);
  }
  mapping(int fd, std::size_t bytes) : bytes_(bytes) {
    void *p = mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, fd, 0);
    base_ = p == MAP_FAILED ? nullptr : static_cast<std::byte *>(p);
  }
  mapping(mapping &&other) noexcept { swap(other); }
  mapping &operator=(mapping &&other) noexcept {
    swap(other);
    return *this;
  }
  ~mapping() {
    if (base_) munmap(base_, bytes_);
  }

  std::byte *data() const { return base_; }
  std::size_t size() const { return bytes_; }
  explicit operator bool() const { return base_ || bytes_ == 0; }

 private:
  void swap(mapping &other) {
    std::swap(base_, other.base_);
    std::swap(bytes_, other.bytes_);
  }
  std::byte *base_ = nullptr;
  std::size_t bytes_ = 0;
};

constexpr std::size_t round_up(std::size_t value, std::size_t to) { return (value + to - 1) / to * to; }

/// Which edge of a buffer touches its inaccessible page. `none`: it stands off the page by its alignment, so that it does
/// not look better aligned than was promised; only canaries guard it then. `exact`: nothing lies between its end and the
/// page, at the price of the promised alignment.
enum class edge { end, begin, none, exact };

/// One buffer between two inaccessible zones. What alignment leaves between buffer and zone is filled with a canary.
class fenced {
 public:
  /// Wide enough that an overrun by a few vectors or rows still lands inside.
  static constexpr std::size_t zone = 64 * 1024;
  /// Read as float or double, every aligned word of it is a NaN, which no sum swallows.
  static constexpr unsigned char canary[2] = {0xF5, 0xFF};

  fenced() = default;
  fenced(std::size_t bytes, std::size_t align, edge touching) : bytes_(bytes) {
    const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    inner_ = round_up(bytes + 2 * align, page);
    map_ = mapping(inner_ + 2 * zone, PROT_NONE);
    if (!map_ || mprotect(inside(), inner_, PROT_READ | PROT_WRITE) != 0) {
      map_ = mapping();
      inner_ = 0;
      return;
    }
    start_ = inside();
    if (touching == edge::none) start_ += align;
    if (touching == edge::end || touching == edge::exact) {
      const auto last = reinterpret_cast<std::uintptr_t>(inside()) + inner_ - bytes;
      start_ = inside() + (last / align * align - reinterpret_cast<std::uintptr_t>(inside()));
    }
    const std::size_t before = static_cast<std::size_t>(start_ - inside());
    for (std::size_t i = 0; i < before; ++i) inside()[i] = static_cast<std::byte>(canary[i % 2]);
    for (std::size_t i = before + bytes; i < inner_; ++i) inside()[i] = static_cast<std::byte>(canary[i % 2]);
  }

  explicit operator bool() const { return start_ != nullptr; }
  std::byte *data() const { return start_; }
  /// The memory with its zones; nothing is fenced then.
  mapping release() {
    start_ = nullptr;
    return std::move(map_);
  }

  /// Distance in bytes of the nearest overwritten canary byte before the buffer's begin, or 0.
  std::size_t written_before() const {
    for (std::byte *p = start_; p-- > inside();)
      if (!untouched(p)) return static_cast<std::size_t>(start_ - p);
    return 0;
  }
  /// Distance in bytes (1 is the first byte past the end) of the nearest overwritten canary byte after it, or 0.
  std::size_t written_after() const {
    for (std::byte *p = start_ + bytes_; p < inside() + inner_; ++p)
      if (!untouched(p)) return static_cast<std::size_t>(p - (start_ + bytes_)) + 1;
    return 0;
  }
  /// Signed distance of an address: negative before the buffer, positive after, 0 inside.
  std::ptrdiff_t distance(const void *address) const {
    const auto *p = static_cast<const std::byte *>(address);
    if (!start_ || (p >= start_ && p < start_ + bytes_)) return 0;
    return p < start_ ? p - start_ : p - (start_ + bytes_) + 1;
  }
  /// The same of an address in an inaccessible zone; 0 elsewhere.
  std::ptrdiff_t fault_distance(const void *address) const {
    const auto *p = static_cast<const std::byte *>(address);
    if (!start_ || p < inside() - zone || p >= inside() + inner_ + zone) return 0;
    return p < inside() || p >= inside() + inner_ ? distance(address) : 0;
  }

 private:
  std::byte *inside() const { return map_.data() + zone; }
  bool untouched(const std::byte *p) const {
    return static_cast<unsigned char>(*p) == canary[static_cast<std::size_t>(p - inside()) % 2];
  }
  mapping map_;
  std::byte *start_ = nullptr;
  std::size_t bytes_ = 0;
  std::size_t inner_ = 0;
};

/// Drops a range from all caches, so that the next access comes from memory.
inline void evict(const std::byte *from, std::size_t bytes) {
#if defined(__x86_64__)
  for (std::size_t i = 0; i < bytes; i += 64) __builtin_ia32_clflush(from + i);
  __builtin_ia32_mfence();
#elif defined(__aarch64__)
  for (std::size_t i = 0; i < bytes; i += 64) asm volatile("dc civac, %0" ::"r"(from + i) : "memory");
  asm volatile("dsb ish" ::: "memory");
#else
#error "pawl knows no way to evict a cache line on this architecture"
#endif
}

}  // namespace pawl
