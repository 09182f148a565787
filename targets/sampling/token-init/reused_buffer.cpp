// The published change: one buffer for all calls, resized and assigned to as llama.cpp does where it reuses one.
#include "allocator.h"
#include "consumer.h"

extern "C" void *init_create(size_t, bool fresh) { return new token_buffer(page_allocator<token_data>(fresh)); }

extern "C" void init_destroy(void *state) { delete static_cast<token_buffer *>(state); }

extern "C" void init_consume(void *state, const float *, size_t) {
  auto &cur = *static_cast<token_buffer *>(state);
  consume(cur.data(), cur.size());
}

extern "C" const token_data *init(void *state, const float *logits, size_t n) {
  auto &cur = *static_cast<token_buffer *>(state);
  cur.resize(n);
  for (size_t id = 0; id < n; ++id) cur[id] = token_data{static_cast<int32_t>(id), logits[id], 0.0f};
  return cur.data();
}
