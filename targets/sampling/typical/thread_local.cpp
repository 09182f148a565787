// The published change: the three vectors belong to the thread and keep their memory.
#include <numeric>
#include <vector>

#include "softmax.h"

extern "C" void typical(token_data_array *cur, float p, size_t min_keep) {
  if (p >= 1.0f || cur->size == 0) return;
  sort_and_set_probabilities(cur);
  const float mean = entropy(*cur);
  static thread_local std::vector<float> scores;
  static thread_local std::vector<size_t> indices;
  static thread_local std::vector<token_data> kept;
  scores.clear();
  indices.clear();
  kept.clear();

  for (size_t i = 0; i < cur->size; ++i) scores.push_back(fabsf(-logf(cur->data[i].p) - mean));
  indices.resize(cur->size);
  std::iota(indices.begin(), indices.end(), size_t{0});
  std::sort(indices.begin(), indices.end(), [&](size_t a, size_t b) { return scores[a] < scores[b]; });

  float sum = 0.0f;
  for (size_t i = 0; i < indices.size(); ++i) {
    sum += cur->data[indices[i]].p;
    kept.push_back(cur->data[indices[i]]);
    if (sum > p && (min_keep == 0 || i >= min_keep - 1)) break;
  }
  std::copy(kept.begin(), kept.end(), cur->data);
  cur->size = kept.size();
  cur->sorted = false;
}
