// What the champions share: the few tokens of the window, and the work that is left when each stands in its
// own place.
#pragma once

#include <algorithm>
#include <vector>

#include "window.h"

struct tracked_token {
  int32_t id;
  int32_t count;
};

/// The distinct tokens of the window with their counts, by ascending id.
inline std::vector<tracked_token> track(std::span<const int32_t> window, size_t n_vocab) {
  std::vector<int32_t> ids(window.begin(), window.end());
  std::erase_if(ids, [=](int32_t id) { return !in_vocabulary(id, n_vocab); });
  std::sort(ids.begin(), ids.end());
  std::vector<tracked_token> tokens;
  for (const int32_t id : ids) {
    if (tokens.empty() || tokens.back().id != id) tokens.push_back({id, 0});
    ++tokens.back().count;
  }
  return tokens;
}

/// How often `id` occurs in the window.
inline int32_t count_of(std::span<const tracked_token> tokens, int32_t id) {
  const auto before = [](const tracked_token &token, int32_t wanted) { return token.id < wanted; };
  const auto at = std::lower_bound(tokens.begin(), tokens.end(), id, before);
  return at != tokens.end() && at->id == id ? at->count : 0;
}

/// Penalises every token t that is candidate t; returns false, and has changed nothing, unless all of them
/// are. Candidates are distinct, so that nobody else can be concerned then.
template <class Array>
inline bool penalise_in_place(std::span<const tracked_token> tokens, const penalty &cost, Array *cur) {
  for (const auto &[id, count] : tokens) {
    const auto t = static_cast<size_t>(id);
    if (t >= cur->size || cur->data[t].id != id) return false;
  }
  for (const auto &[id, count] : tokens) cost.apply(cur->data[id].logit, count);
  return true;
}
