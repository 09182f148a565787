// The functions that a variant exports. Behind the definition of `variant`: a rows_on_device, made of
// (values, n, rows, flush), with top(k, ids, logits, batch) for k > 0.
#pragma once

extern "C" {

void *topk_create(const float *values, size_t n, size_t rows, bool flush) {
  return offload::created<variant>(values, n, rows, flush);
}

void topk_destroy(void *state) { offload::destroyed<variant>(state); }

void topk_before(void *state, int32_t, int32_t *, float *, size_t) {
  offload::operate<variant>(state, [](variant &own) { own.cold.chill(own.queue); });
}

void topk(void *state, int32_t k, int32_t *ids, float *logits, size_t batch) {
  if (k <= 0) return;
  offload::operate<variant>(state, [&](variant &own) { own.top(static_cast<size_t>(k), ids, logits, batch); });
}

}  // extern "C"
