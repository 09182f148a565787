// What a variant of G.2 exports, of `variant`: a state with `prepare(batch)` and, for k > 0,
// `run(k, ids, logits, batch)`.
#pragma once

extern "C" {

void *topk_create(const float *pool, const uint32_t *starts, size_t n, size_t rows, bool flush) {
  return offload::created<variant>(pool, starts, n, rows, flush);
}

void topk_destroy(void *state) { offload::destroyed<variant>(state); }

void topk_before(void *state, int32_t, int32_t *, float *, size_t batch) {
  offload::operate<variant>(state, [&](variant &own) { own.prepare(batch); });
}

void topk(void *state, int32_t k, int32_t *ids, float *logits, size_t batch) {
  if (k <= 0) return;
  offload::operate<variant>(state, [&](variant &own) { own.run(static_cast<size_t>(k), ids, logits, batch); });
}

}  // extern "C"
