// The ids lie in the host's memory already: they are loaded.
#pragma once

#include "../argmax/found.hpp"

struct variant : offload::found_in_host {
  using found_in_host::found_in_host;

  void prepare(std::size_t batch) {
    ids.hide(queue);
    find(batch);
    seen_ = ids.show(queue, batch);
  }
  void run(std::int32_t *to, std::size_t batch) { std::memcpy(to, seen_, batch * sizeof *to); }

 private:
  const std::int32_t *seen_ = nullptr;
};
