// The ids are copied from the device's memory to page-locked memory, and from there to the caller's.
#pragma once

#include "prepared.hpp"

struct variant : offload::prepared<offload::fetched<std::int32_t>> {
  using prepared::prepared;

  void run(std::int32_t *to, std::size_t batch) { offload::take(ids, queue, to, batch); }
};
