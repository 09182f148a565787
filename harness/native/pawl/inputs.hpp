// The inputs of one workload as the harness drew them, and how one set of arguments is laid out from them in memory.
#pragma once

#include "memory.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <vector>

namespace pawl {

/// Mirrors `Segment` of the harness; all numbers in bytes.
struct segment {
  std::uint64_t offset, bytes, align;
  std::uint32_t of_state;  ///< belongs to the arguments of `create`
  std::uint32_t large;     ///< a large input, behind all others in the image
};

/// All arguments after a call, in the layout of an image. Where all large inputs are as they were given, they are cut off.
using image_bytes = std::vector<std::byte>;

/// The pointer at `offset` of segment `from` points to the start of segment `target`.
struct relocation {
  std::uint64_t from, offset, target;
};

/// One set of arguments in memory: where each segment lies, and the by-value scalars.
struct frame {
  std::vector<std::byte *> segments;
  const std::byte *slots = nullptr;
  const std::byte *given[2] = {};  ///< images that it was restored from: the kernel's arguments, those of `create`

  template <class T> T *pointer(std::size_t index) const { return reinterpret_cast<T *>(segments[index]); }
  template <class T> T scalar(std::size_t slot) const {
    T value;
    std::memcpy(&value, slots + slot * 8, sizeof value);
    return value;
  }
};

/// A file of images: one pointer-free copy of all arguments per instance. Those that timing rotates over come first,
/// behind them those that only calls reach.
class inputs {
 public:
  inputs(const char *path, std::uint64_t bytes, std::uint64_t rotated, const segment *segments, std::size_t n_segments,
         const relocation *relocations, std::size_t n_relocations)
      : bytes_(bytes), front_(bytes), rotated_(rotated), segments_(segments, segments + n_segments),
        relocations_(relocations, relocations + n_relocations) {
    for (const segment &s : segments_)
      if (s.large) front_ = std::min(front_, s.offset);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    struct stat file {};
    if (fstat(fd, &file) == 0 && static_cast<std::uint64_t>(file.st_size) >= bytes * rotated)
      images_ = mapping(fd, static_cast<std::size_t>(file.st_size));
    close(fd);
  }

  bool ready() const { return images_.data() != nullptr; }
  std::uint64_t bytes() const { return bytes_; }
  /// Bytes of an image up to its large inputs.
  std::uint64_t front() const { return front_; }
  /// How many instances timing rotates over.
  std::uint64_t rotated() const { return rotated_; }
  const std::vector<segment> &segments() const { return segments_; }
  const std::vector<relocation> &relocations() const { return relocations_; }
  const std::byte *image(std::uint64_t instance) const { return images_.data() + instance * bytes_; }

  /// Pristine contents, either of the kernel's arguments or of those of `create`.
  void restore(frame &f, std::uint64_t instance, bool of_state) const {
    const std::byte *const from = f.given[of_state] = image(instance);
    for (std::size_t i = 0; i < segments_.size(); ++i)
      if (static_cast<bool>(segments_[i].of_state) == of_state)
        std::memcpy(f.segments[i], from + segments_[i].offset, segments_[i].bytes);
    for (const relocation &r : relocations_)
      if (static_cast<bool>(segments_[r.from].of_state) == of_state)
        std::memcpy(f.segments[r.from] + r.offset, &f.segments[r.target], sizeof(void *));
  }

  /// What means nothing going in must not look like a result.
  void poison_blank(frame &f, const std::uint8_t *blank, std::uint8_t poison) const {
    for (std::size_t i = 0; i < segments_.size(); ++i)
      if (blank[i]) std::memset(f.segments[i], poison, segments_[i].bytes);
  }

  /// The front of the image as it was given, for what a call answers.
  void begin_answer(const frame &f, image_bytes &out) const { out.assign(f.slots, f.slots + front_); }

  /// The whole image, if it is one already or some large input is not as it was given; else the front.
  void copy_out(const frame &f, image_bytes &out) const {
    if (out.size() < bytes_ && !as_given(f)) out.resize(bytes_);
    for (std::size_t i = 0; i < segments_.size(); ++i)
      if (holds(out, segments_[i])) std::memcpy(out.data() + segments_[i].offset, f.segments[i], segments_[i].bytes);
  }

  /// Whether an answer holds a segment; large inputs that it does not hold are as they were given.
  bool holds(const image_bytes &answer, const segment &s) const { return !s.large || answer.size() == bytes_; }

  /// What a large input held before.
  const std::byte *given(const frame &f, const segment &s) const { return f.given[s.of_state] + s.offset; }

  /// Images hold no pointers; a replaced one is told in `moved`.
  void clear_pointers(const frame &f, image_bytes &out, std::uint8_t *moved) const {
    for (std::size_t i = 0; i < relocations_.size(); ++i) {
      const relocation &r = relocations_[i];
      void *now_there;
      std::byte *field = out.data() + segments_[r.from].offset + r.offset;
      std::memcpy(&now_there, field, sizeof now_there);
      moved[i] = now_there != f.segments[r.target];
      std::memset(field, 0, sizeof now_there);
    }
  }

 private:
  bool as_given(const frame &f) const {
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const segment &s = segments_[i];
      if (s.large && std::memcmp(f.segments[i], given(f, s), s.bytes) != 0) return false;
    }
    return true;
  }

  std::uint64_t bytes_, front_, rotated_;
  std::vector<segment> segments_;
  std::vector<relocation> relocations_;
  mapping images_;
};

}  // namespace pawl
