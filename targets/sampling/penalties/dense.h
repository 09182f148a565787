// Counts in an array over the vocabulary, which is asked for every candidate.
#pragma once

#include <vector>

#include "window.h"

class dense_penalties {
 public:
  explicit dense_penalties(const penalty_settings &settings)
      : cost_(settings.cost), active_(settings.active), counts_(settings.n_vocab) {
    for (const int32_t id : settings.window) {
      if (in_vocabulary(id, settings.n_vocab)) ++counts_[static_cast<size_t>(id)];
    }
  }

  template <class Array>
  void operator()(Array *cur) const {
    if (!active_ || cur->size == 0) return;
    for (size_t i = 0; i < cur->size; ++i) {
      const int32_t id = cur->data[i].id;
      if (!in_vocabulary(id, counts_.size())) continue;
      const int32_t count = counts_[static_cast<size_t>(id)];
      if (count > 0) cost_.apply(cur->data[i].logit, count);
    }
    cur->sorted = false;
  }

 private:
  penalty cost_;
  bool active_;
  std::vector<int32_t> counts_;
};
