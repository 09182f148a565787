// The best without a selection on the device: all logits are copied to page-locked memory, where AVX-512 finds the k
// first of a row while later rows are under way.
#pragma once

#include "best.hpp"
#include "on_host.hpp"

using variant = offload::on_host<device::pinned<float>, offload::best>;
