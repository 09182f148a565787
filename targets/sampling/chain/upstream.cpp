// llama.cpp's own samplers in a chain of its own. The last one draws by a generator of its own, so that the draw is
// repeated here with the uniform that was asked for, on the few candidates that are left.
#include "../lib/draw.hpp"
#include "../lib/llama.hpp"
#include "../penalties/window.h"
#include "pawl/chain.h"

extern "C" void *chain_create(const int32_t *history, size_t n_history, const chain_options *options) {
  const chain_options &o = *options;
  llama::sampler penalties(llama_sampler_init_penalties(static_cast<int32_t>(o.n_vocab), o.last_n, o.repeat,
                                                        o.freq, o.present));
  for (const int32_t token : window_of(history, n_history, o.last_n)) {
    // It counts whatever it is told, and then penalises candidates of no vocabulary.
    if (in_vocabulary(token, o.n_vocab)) llama_sampler_accept(penalties.get(), token);
  }
  // The chain owns what is added to it.
  auto *chain = new llama::sampler(llama_sampler_chain_init(llama_sampler_chain_default_params()));
  llama_sampler_chain_add(chain->get(), penalties.release());
  llama_sampler_chain_add(chain->get(), llama_sampler_init_top_k(o.k));
  llama_sampler_chain_add(chain->get(), llama_sampler_init_top_p(o.top_p, 1));
  llama_sampler_chain_add(chain->get(), llama_sampler_init_min_p(o.min_p, 1));
  llama_sampler_chain_add(chain->get(), llama_sampler_init_temp(o.temperature));
  llama_sampler_chain_add(chain->get(), llama_sampler_init_dist(0));
  return chain;
}

extern "C" void chain_destroy(void *state) { delete static_cast<llama::sampler *>(state); }

extern "C" int32_t sample(void *state, token_data_array *cur, float u) {
  if (cur->size == 0) return -1;
  llama::apply(*static_cast<const llama::sampler *>(state), cur);
  const size_t drawn = lib::drawn(cur->data, cur->size, u);
  cur->selected = static_cast<int64_t>(drawn);
  return cur->data[drawn].id;
}
