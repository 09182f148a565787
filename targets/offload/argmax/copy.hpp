// Baseline: all logits are copied to pageable memory, and looked at one by one.
#pragma once

#include "on_host.hpp"

using variant = offload::on_host<offload::pageable<float>, offload::scalar_argmax>;
