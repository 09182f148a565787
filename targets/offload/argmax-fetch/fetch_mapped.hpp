// The ids lie in the host's memory already: they are loaded.
#pragma once

#include "prepared.hpp"

struct variant : offload::prepared<device::mapped<std::int32_t>> {
  using prepared::prepared;

  void prepare(std::size_t batch) {
    ids.hide(queue);
    prepared::prepare(batch);
    seen_ = ids.show(queue, batch);
  }
  void run(std::int32_t *to, std::size_t batch) { std::copy_n(seen_, batch, to); }

 private:
  const std::int32_t *seen_ = nullptr;
};
