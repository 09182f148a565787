// Ids that the device has found before the operation begins, untimed. Behind one of launch.cuh and launch.cl.hpp.
#pragma once

#include "../argmax/found.hpp"

namespace offload {

template <class Ids>
struct prepared : found<Ids> {
  using found<Ids>::found;

  void prepare(std::size_t batch) {
    this->find(batch);
    this->queue.finish();
    rows::prepare(batch);
  }
};

}  // namespace offload
