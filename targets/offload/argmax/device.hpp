// The device looks at the logits where they are; the ids are copied. Behind one of finder.cuh and finder.cl.hpp.
#pragma once

#include "found.hpp"

struct variant : offload::found {
  using found::found;

  void run(std::int32_t *to, std::size_t batch) {
    find(batch);
    fetch(to, batch);
  }
};
