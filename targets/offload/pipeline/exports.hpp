// What a variant of G.3 exports, of `variant`: a state of n numbers with `run(steps, ids)` for n > 0.
#pragma once

extern "C" {

void *decode_create(const uint32_t *seed, size_t n, uint32_t work) {
  return offload::created<variant>(seed, n, work);
}

void decode_destroy(void *state) { offload::destroyed<variant>(state); }

void decode(void *state, int32_t steps, int32_t *ids) {
  if (steps <= 0) return;
  offload::operate<variant>(state, [&](variant &own) {
    if (own.n == 0) return static_cast<void>(std::fill(ids, ids + steps, -1));
    own.run(static_cast<size_t>(steps), ids);
  });
}

}  // extern "C"
