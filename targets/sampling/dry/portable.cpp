// Champion without intrinsics: touches only the tokens that continue a match. Places that may be one are found
// by comparing blocks of the window at once. When candidates are shuffled or truncated, their ids are compared
// with those of the tracked tokens, a register at a time, as long as these are few.
#include "../lib/aos.hpp"
#include "tracked.h"

namespace {

/// Tokens of the window that one decision is taken for: most blocks hold no place.
constexpr size_t block = 32;
/// So many tokens are found by comparison; more cost more than a look into the array for every candidate.
constexpr size_t few = 16;
/// Candidates that one decision is taken for.
constexpr size_t piece = 4 * lib::lanes;
constexpr ptrdiff_t prefetch_bytes = 2048;

/// Backwards through the window, every place where its last token stands; if `depth` is two, behind the last
/// but one.
template <class Visit>
void for_each_place(std::span<const int32_t> window, int32_t depth, Visit visit) {
  const size_t n = window.size(), first = static_cast<size_t>(depth) - 1;
  const int32_t *tokens = window.data();
  const int32_t last = tokens[n - 1], previous = tokens[n - 1 - first];
  size_t end = n - 1;
  const auto visit_block = [&](size_t begin) {
    for (size_t i = end; i-- > begin;) {
      if (tokens[i] == last && tokens[i - first] == previous) visit(n - 1 - i);
    }
  };
  for (; end >= first + block; end -= block) {
    int32_t hits = 0;
    for (size_t i = end - block; i < end; ++i) {
      hits |= static_cast<int32_t>(tokens[i] == last) & static_cast<int32_t>(tokens[i - first] == previous);
    }
    if (hits != 0) visit_block(end - block);
  }
  visit_block(first);
}

/// Whether one of `piece` candidates has one of the wanted ids, of which each fills a register.
bool holds_any(const token_data *candidates, std::span<const lib::words> wanted) {
  lib::words hits{};
  for (size_t i = 0; i < piece; i += lib::lanes) {
    lib::prefetch(candidates + i, prefetch_bytes);
    const lib::words ids = lib::load_ids(candidates + i);
    for (const lib::words &id : wanted) hits |= ids == id;
  }
  int32_t any = 0;
  for (size_t lane = 0; lane < lib::lanes; ++lane) any |= hits[lane];
  return any != 0;
}

void scan(const tracker &state, const penalty &loss, token_data_array *cur) {
  const auto penalise = [&](token_data &candidate) {
    const int32_t length = state.match_of(candidate.id);
    if (length != tracker::none) loss.apply(candidate, length);
  };
  size_t i = 0;
  if (state.n_tracked <= few) {
    lib::words wanted[few];
    for (size_t k = 0; k < state.n_tracked; ++k) wanted[k] = lib::words{} + state.tracked[k];
    for (; i + piece <= cur->size; i += piece) {
      if (!holds_any(cur->data + i, {wanted, state.n_tracked})) continue;
      for (size_t k = 0; k < piece; ++k) penalise(cur->data[i + k]);
    }
  }
  for (; i < cur->size; ++i) penalise(cur->data[i]);
}

}  // namespace

extern "C" void *dry_create(const int32_t *context, size_t n_context, const int32_t *breakers, size_t n_breakers,
                            int32_t last_n, size_t n_vocab) {
  return new tracker{window_of(context, n_context, last_n), {breakers, n_breakers}, n_vocab};
}

extern "C" void dry_destroy(void *state) { delete static_cast<tracker *>(state); }

extern "C" void dry(void *opaque, token_data_array *cur, float multiplier, float base, int32_t allowed) {
  const auto places = [](auto window, int32_t depth, auto visit) { for_each_place(window, depth, visit); };
  penalise_repeats(*static_cast<tracker *>(opaque), rule{multiplier, base, allowed}, cur, places, scan);
}
