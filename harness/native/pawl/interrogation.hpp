// Questions to one library in the memory and the state of its timing, put so that an answer it did not compute shows.
#pragma once

#include "guarded.hpp"
#include "questions.hpp"
#include "threads.hpp"
#include "timed.hpp"

#include <chrono>
#include <thread>

namespace pawl {

/// Elements of one segment that are spoiled: enough to be seen, too few to be met by a sparse sample.
inline constexpr std::size_t spoilt_elements = 5;

/// Looks at what foreign threads do, and ns between two of them.
inline constexpr std::uint64_t enough_looks = 8, glance = 500'000;

template <class S> class interrogation {
 public:
  interrogation(const inputs &in, const std::vector<library<S>> &libraries, timed<S> &timing, std::uint64_t align)
      : in_(in), libraries_(libraries), timing_(timing), align_(align) {}
  ~interrogation() { former_arguments().bury(std::move(apart_memory_), apart_owner_); }
  interrogation(const interrogation &) = delete;
  interrogation &operator=(const interrogation &) = delete;

  /// What library `index` answers now to one of the two questions, for `heard`.
  int note(std::size_t index, std::size_t which, std::uint64_t instance, const std::uint8_t *blank,
           std::uint8_t poison) {
    moved_.assign(std::max<std::size_t>(1, in_.relocations().size()), 0);
    const int code = timing_.recall(index, instance, [&](frame &f) { in_.poison_blank(f, blank, poison); }, answer_,
                                    moved_.data());
    if (code == 0) heard(index).note(which, answer_);
    return code;
  }

  witness &heard(std::size_t index) {
    if (heard_.size() < libraries_.size()) heard_.resize(libraries_.size());
    return heard_[index];
  }

  int ask(std::size_t index, const questions &q, answers &a) {
    const bool before = foreign_threads().any();
    const int code = ask_all(index, q, a);
    a.company = before || foreign_threads().any();
    return code;
  }

 private:
  int ask_all(std::size_t index, const questions &q, answers &a) {
    a.moved.assign(std::max<std::size_t>(1, in_.relocations().size()), 0);
    moved_ = a.moved;
    if (const int code = apart(index, q, a)) return code;
    if (a.late >= 0) return 0;  // what still runs must not meet memory that is gone
    if (const int code = in_turn(index, q, a)) return code;
    a.late = changed_since(apart_, apart_seen_);
    a.late_by_call = a.late >= 0;
    if (a.late >= 0) return 0;
    if (const int code = on_fresh(index, q, a)) return code;
    return guarded(index, q, a);
  }

  /// One call in memory that nothing else uses, now or later: whatever changes there afterwards was put off.
  int apart(std::size_t index, const questions &q, answers &a) {
    former_arguments().bury(std::move(apart_memory_), apart_owner_);
    apart_owner_ = static_cast<std::int32_t>(index);
    apart_ = timing_.apart(q.base, apart_memory_);
    if (apart_.segments.empty() && !in_.segments().empty()) return 1;
    in_.poison_blank(apart_, q.blank, q.poison);
    if (const int code = timing_.call(index, apart_, apart_seen_, moved_.data())) return code;
    heard(index).note(0, apart_seen_);
    merge(a.moved);
    if (foreign_threads().any()) std::this_thread::sleep_for(std::chrono::milliseconds(3));
    a.late = changed_since(apart_, apart_seen_);
    return 0;
  }

  int in_turn(std::size_t index, const questions &q, answers &a) {
    quiet();
    // What a thread that runs on another CPU used is known by the tick of the system, 4 ms or so.
    const bool company = foreign_threads().any();
    const std::uint64_t start = now(), before = foreign_threads().worked();
    const auto in_time = [&] {
      const std::uint64_t spent = now() - start;
      // A thread that was off its CPU for most of the time looked too seldom.
      return spent < q.cap || (company && a.looks < enough_looks && spent < 10 * q.cap);
    };
    const auto more = [&](unsigned k) { return (k < q.calls || company) && (k < 2 || k % 2 == 1 || in_time()); };
    std::uint64_t looked = start;
    for (unsigned k = 0; more(k); ++k) {
      const std::uint8_t poison = k % 2 == 0 ? q.poison : static_cast<std::uint8_t>(~q.poison);
      if (const int code = note(index, k % 2, k % 2 == 0 ? q.base : q.changed, q.blank, poison)) return code;
      merge(a.moved);
      ++status()->beat;
      if (company && now() - looked > glance) {
        ++a.looks;
        a.wanting += foreign_threads().wanting();
        looked = now();
      }
    }
    a.others = foreign_threads().worked() - before;
    a.spent = now() - start;
    return 0;
  }

  int guarded(std::size_t index, const questions &q, answers &a) {
    a.overruns.assign(std::max<std::size_t>(1, in_.segments().size()), 0);
    const call_request request{q.fresh, q.fresh, 1, false, edge::end, q.blank, q.poison};
    const int code = guarded_call(in_, libraries_[index], static_cast<std::int32_t>(index), align_,
                                  timing_.environment(), request, {a.guarded, a.overruns.data(), moved_.data()});
    merge(a.moved);
    if (same(a.fresh, a.guarded)) a.fresh.clear();
    return code;
  }

  int on_fresh(std::size_t index, const questions &q, answers &a) {
    const auto again = [&](auto &&prepare) {
      const int code = timing_.recall(index, q.fresh, prepare, answer_, moved_.data());
      merge(a.moved);
      return code;
    };
    if (const int code = again([&](frame &f) { in_.poison_blank(f, q.blank, q.poison); })) return code;
    const image_bytes right = answer_;
    a.fresh = right;
    bool any = false;
    if (const int code = again([&](frame &f) { any = spoil(f, q.blank, right); })) return code;
    if (any && !same(answer_, right)) a.spoiled = answer_;
    return 0;
  }

  /// Blank segments hold `right`, but for a few elements inside. Whether there are any.
  bool spoil(frame &f, const std::uint8_t *blank, const image_bytes &right) const {
    bool any = false;
    for (std::size_t i = 0; i < in_.segments().size(); ++i) {
      const segment &s = in_.segments()[i];
      if (!blank[i]) continue;
      std::memcpy(f.segments[i], right.data() + s.offset, s.bytes);
      const std::size_t element = std::max<std::size_t>(1, s.align), count = s.bytes / element;
      if (count < 3) continue;
      any = true;
      std::uint64_t random = 0x9E3779B97F4A7C15u + count;
      for (std::size_t k = 0; k < std::min(spoilt_elements, count / 3); ++k) {
        random = random * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX generator
        std::byte *at = f.segments[i] + (1 + (random >> 33) % (count - 2)) * element;
        for (std::size_t b = 0; b < element; ++b) at[b] ^= std::byte{0x55};
      }
    }
    return any;
  }

  /// The first segment whose memory differs from what was seen when the call returned; -1 for none.
  std::int64_t changed_since(const frame &f, const image_bytes &seen) {
    image_bytes today = seen;
    in_.copy_out(f, today);
    in_.clear_pointers(f, today, moved_.data());
    if (same(today, seen)) return -1;
    for (std::size_t i = 0; i < in_.segments().size(); ++i) {
      const segment &s = in_.segments()[i];
      if (!in_.holds(today, s)) continue;
      const std::byte *const then = in_.holds(seen, s) ? seen.data() + s.offset : in_.given(f, s);
      if (std::memcmp(today.data() + s.offset, then, s.bytes) != 0) return static_cast<std::int64_t>(i);
    }
    return -1;
  }

  /// Threads that another library left spinning are no fault of the one that is asked.
  static void quiet() {
    for (int i = 0; i < 25 && foreign_threads().any(); ++i) {
      const std::uint64_t before = foreign_threads().worked();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      if (foreign_threads().worked() - before < 200'000) return;
    }
  }

  void merge(std::vector<std::uint8_t> &into) const {
    for (std::size_t i = 0; i < into.size(); ++i) into[i] |= moved_[i];
  }

  const inputs &in_;
  const std::vector<library<S>> &libraries_;
  timed<S> &timing_;
  std::uint64_t align_;
  std::vector<witness> heard_;
  mapping apart_memory_;
  std::int32_t apart_owner_ = -1;
  frame apart_;
  image_bytes answer_, apart_seen_;
  std::vector<std::uint8_t> moved_;
};

}  // namespace pawl
