// Baseline: a buffer per call, as llama_sampler_sample of llama.cpp had it. It lives until the next call, since
// the caller uses it.
#include "allocator.h"
#include "consumer.h"

extern "C" void *init_create(size_t, bool fresh) { return new token_buffer(page_allocator<token_data>(fresh)); }

extern "C" void init_destroy(void *state) { delete static_cast<token_buffer *>(state); }

extern "C" void init_consume(void *state, const float *, size_t) {
  auto &last = *static_cast<token_buffer *>(state);
  consume(last.data(), last.size());
}

extern "C" const token_data *init(void *state, const float *logits, size_t n) {
  auto &last = *static_cast<token_buffer *>(state);
  token_buffer(last.get_allocator()).swap(last);  // the caller is done with it

  token_buffer cur(last.get_allocator());
  cur.reserve(n);
  for (size_t id = 0; id < n; ++id) cur.emplace_back(token_data{static_cast<int32_t>(id), logits[id], 0.0f});
  last.swap(cur);
  return last.data();
}
