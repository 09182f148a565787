// Counts in a hash map, which is asked for every candidate.
#pragma once

#include <unordered_map>

#include "window.h"

class hash_map_penalties {
 public:
  explicit hash_map_penalties(const penalty_settings &settings) : cost_(settings.cost), active_(settings.active) {
    for (const int32_t id : settings.window) {
      if (in_vocabulary(id, settings.n_vocab)) ++counts_[id];
    }
  }

  template <class Array>
  void operator()(Array *cur) const {
    if (!active_ || cur->size == 0) return;
    for (size_t i = 0; i < cur->size; ++i) {
      const auto found = counts_.find(cur->data[i].id);
      if (found != counts_.end()) cost_.apply(cur->data[i].logit, found->second);
    }
    cur->sorted = false;
  }

 private:
  penalty cost_;
  bool active_;
  std::unordered_map<int32_t, int32_t> counts_;
};
