// The buffer of the champions: whole groups of 16 structs, three cache lines each, so that every store is that of
// an entire line and the last group needs no care.
#pragma once

#include <algorithm>
#include <vector>

#include "consumer.h"

inline constexpr size_t group_structs = 16;

struct alignas(64) group {
  token_data tokens[group_structs];
};

struct group_buffer {
  std::vector<group> groups;
  /// Of the last call.
  size_t n = 0;

  token_data *data() { return reinterpret_cast<token_data *>(groups.data()); }
};

/// The pages are touched here.
extern "C" void *init_create(size_t n_max, bool) {
  return new group_buffer{std::vector<group>((n_max + group_structs - 1) / group_structs)};
}

extern "C" void init_destroy(void *state) { delete static_cast<group_buffer *>(state); }

extern "C" void init_consume(void *state, const float *, size_t) {
  auto &buffer = *static_cast<group_buffer *>(state);
  consume(buffer.data(), buffer.n);
}
