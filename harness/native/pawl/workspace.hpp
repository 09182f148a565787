// The memory that all variants are timed in, one after the other: arguments in one fresh mapping, with canaries between.
#pragma once

#include "library.hpp"
#include "padding.hpp"

#include <algorithm>
#include <vector>

namespace pawl {

/// A row of instances that rounds go through again and again.
struct rotation {
  std::uint64_t first, count;
};

template <class S> class workspace {
  using arguments = typename S::arguments;

 public:
  workspace(const inputs &in, std::uint64_t align) : in_(in), align_(std::max<std::uint64_t>(align, 64)) {}
  workspace(const workspace &) = delete;
  workspace &operator=(const workspace &) = delete;
  ~workspace() {
    former_arguments().bury(std::move(memory_), -1);
    forget_retired();
  }

  /// A fresh mapping for `copies` sets of arguments, each of `instance`. False when the system refused it.
  bool map(std::uint64_t instance, std::size_t copies) {
    retire();
    frames_.clear();
    bound_.clear();
    const std::size_t each = work_bytes(false), shared = work_bytes(true);
    memory_ = mapping(each * copies + shared + align_);
    if (!memory_) return false;
    std::byte *cursor = aligned(memory_.data());
    std::byte *const state_memory = cursor;
    cursor += shared;
    for (std::size_t k = 0; k < copies; ++k) {
      frame f;
      f.slots = in_.image(instance);
      std::byte *own = cursor, *common = state_memory;
      for (const segment &s : in_.segments()) {
        std::byte *&at = s.of_state ? common : own;
        f.segments.push_back(at);
        at += room(s);
      }
      cursor += each;
      frames_.push_back(std::move(f));
    }
    padding_ = padding(frames_[0], in_.segments(), [this](const segment &s) { return room(s); });
    in_.restore(frames_[0], instance, true);
    for (frame &f : frames_) {
      in_.restore(f, instance, false);
      bound_.push_back(S::bind(f));
    }
    return true;
  }

  bool mapped() const { return !frames_.empty(); }
  std::size_t copies() const { return frames_.size(); }
  frame &first() { return frames_[0]; }
  const arguments *bound() const { return bound_.data(); }

  /// Pristine arguments in the first `count` copies: those of the instances of `over` from its `turn`-th on. Calls
  /// `before(arguments)` for each.
  template <class F> void restore(std::size_t count, std::uint64_t turn, const rotation &over, F &&before) {
    for (std::size_t k = 0; k < count; ++k) {
      const std::uint64_t i = over.first + (turn + k) % over.count;
      in_.restore(frames_[k], i, false);
      if constexpr (S::has_scalars) {
        frames_[k].slots = in_.image(i);
        bound_[k] = S::bind(frames_[k]);
      }
      before(bound_[k]);
    }
  }

  /// Out of all caches.
  void chill() const { evict(memory_.data(), memory_.size()); }

  /// The first set of arguments once more.
  frame &again(std::uint64_t instance) {
    frame &f = frames_[0];
    f.slots = in_.image(instance);
    in_.restore(f, instance, false);
    return f;
  }

  /// Arguments of `instance` in memory of their own, those of `create` where the others have them. No segments when the
  /// system refused the memory.
  frame apart(std::uint64_t instance, mapping &memory) const {
    frame f;
    f.slots = in_.image(instance);
    f.given[1] = frames_[0].given[1];
    memory = mapping(work_bytes(false) + align_);
    if (!memory) return f;
    std::byte *at = aligned(memory.data());
    for (std::size_t i = 0; i < in_.segments().size(); ++i) {
      const segment &s = in_.segments()[i];
      f.segments.push_back(s.of_state ? frames_[0].segments[i] : at);
      if (!s.of_state) at += room(s);
    }
    in_.restore(f, instance, false);
    return f;
  }

  /// A write outside of the first set of arguments since the last look.
  stray look() const { return padding_.look(); }

 private:
  /// Sets the mapping in use aside, inaccessible, so that whoever still works on it is caught. Its pages stay taken:
  /// those given back would be handed out again, and a fresh mapping would lie on the same physical memory.
  void retire() {
    mapping old = std::move(memory_);
    if (retired_bytes_ + old.size() > most_retired) forget_retired();
    if (!old.data()) return;
    if (old.size() > most_retired) return former_arguments().bury(std::move(old), -1);
    mprotect(old.data(), old.size(), PROT_NONE);
    former_arguments().add(old, -1);
    retired_bytes_ += old.size();
    retired_.push_back(std::move(old));
  }

  void forget_retired() {
    for (mapping &old : retired_) former_arguments().bury(std::move(old), -1);
    retired_.clear();
    retired_bytes_ = 0;
  }

  std::byte *aligned(std::byte *p) const {
    const auto address = reinterpret_cast<std::uintptr_t>(p);
    return p + (round_up(address, align_) - address);
  }
  /// Bytes a segment takes while timing; never none, so that no two buffers share an address.
  std::size_t room(const segment &s) const { return round_up(s.bytes + 1, align_); }
  std::size_t work_bytes(bool of_state) const {
    std::size_t total = 0;
    for (const segment &s : in_.segments())
      if (static_cast<bool>(s.of_state) == of_state) total += room(s);
    return total;
  }

  static constexpr std::size_t most_retired = 64u << 20;

  const inputs &in_;
  std::uint64_t align_;
  mapping memory_;
  std::vector<mapping> retired_;
  std::size_t retired_bytes_ = 0;
  padding padding_;  ///< of the first set of arguments
  std::vector<frame> frames_;
  std::vector<arguments> bound_;
};

}  // namespace pawl
