// The exported functions of a variant, included behind its `parts`.
#pragma once

#include "flow.h"

extern "C" void *chain_create(const int32_t *history, size_t n_history, const chain_options *options) {
  return new chain<parts>(history, n_history, *options);
}

extern "C" void chain_destroy(void *state) { delete static_cast<chain<parts> *>(state); }

extern "C" int32_t sample(void *state, token_data_array *cur, float u) {
  return static_cast<const chain<parts> *>(state)->sample(cur, u);
}
