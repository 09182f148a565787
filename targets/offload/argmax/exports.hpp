// What a variant of G.1 and G.1-fetch exports, of `variant`: a state with `prepare(batch)` and `run(ids, batch)`.
#pragma once

extern "C" {

void *argmax_create(const float *pool, const uint32_t *starts, size_t n, size_t rows, bool flush) {
  return offload::created<variant>(pool, starts, n, rows, flush);
}

void argmax_destroy(void *state) { offload::destroyed<variant>(state); }

void argmax_before(void *state, int32_t *, size_t batch) {
  offload::operate<variant>(state, [&](variant &own) { own.prepare(batch); });
}

void argmax(void *state, int32_t *ids, size_t batch) {
  offload::operate<variant>(state, [&](variant &own) { own.run(ids, batch); });
}

}  // extern "C"
