// The samplers of llama.cpp itself, for the rows' upstream variants: as much of its public interface (llama.h, MIT) as
// these need. They work on bare arrays of candidates; no model is loaded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <tuple>
#include <vector>

struct llama_sampler;
struct llama_token_data_array;
struct llama_vocab;
struct llama_sampler_chain_params {
  bool no_perf;
};

extern "C" {
llama_sampler *llama_sampler_init_greedy();
llama_sampler *llama_sampler_init_dist(uint32_t seed);
llama_sampler *llama_sampler_init_top_k(int32_t k);
llama_sampler *llama_sampler_init_top_p(float p, size_t min_keep);
llama_sampler *llama_sampler_init_min_p(float p, size_t min_keep);
llama_sampler *llama_sampler_init_typical(float p, size_t min_keep);
llama_sampler *llama_sampler_init_temp(float t);
llama_sampler *llama_sampler_init_mirostat_v2(uint32_t seed, float tau, float eta);
llama_sampler *llama_sampler_init_penalties(int32_t n_vocab, int32_t last_n, float repeat, float freq, float present);
llama_sampler *llama_sampler_init_dry(const llama_vocab *vocab, float multiplier, float base, int32_t allowed,
                                      int32_t last_n, const char **breakers, size_t n_breakers);
llama_sampler_chain_params llama_sampler_chain_default_params();
llama_sampler *llama_sampler_chain_init(llama_sampler_chain_params params);
void llama_sampler_chain_add(llama_sampler *chain, llama_sampler *sampler);
void llama_sampler_accept(llama_sampler *sampler, int32_t token);
void llama_sampler_apply(llama_sampler *sampler, llama_token_data_array *cur);
void llama_sampler_free(llama_sampler *sampler);
}

/// Not in llama.h, but exported for llama.cpp's own tests: breakers as tokens, so that no vocabulary is needed.
llama_sampler *llama_sampler_init_dry_testing(float multiplier, float base, int32_t allowed, int32_t last_n,
                                              const std::vector<std::vector<int32_t>> &breakers);

namespace llama {

struct free_sampler {
  void operator()(llama_sampler *sampler) const { llama_sampler_free(sampler); }
};
using sampler = std::unique_ptr<llama_sampler, free_sampler>;

/// llama.cpp's array has the layout of the rows' own.
template <class Array>
inline void apply(const sampler &sampler, Array *cur) {
  static_assert(sizeof(Array) == 32 && offsetof(Array, data) == 0 && offsetof(Array, size) == 8);
  static_assert(offsetof(Array, selected) == 16 && offsetof(Array, sorted) == 24 && sizeof(*cur->data) == 12);
  llama_sampler_apply(sampler.get(), reinterpret_cast<llama_token_data_array *>(cur));
}

/// The sampler that init(parameters...) makes, kept until it is asked for with others, as its users keep it.
template <auto init, class... Parameters>
inline const sampler &kept(Parameters... parameters) {
  static thread_local std::tuple<Parameters...> last;
  static thread_local sampler made;
  if (const std::tuple wanted(parameters...); !made || wanted != last) {
    made.reset(init(parameters...));
    last = wanted;
  }
  return made;
}

}  // namespace llama
