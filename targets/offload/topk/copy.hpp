// Baseline: all logits are copied to pageable memory, and sorted as far as needed.
#pragma once

#include "on_host.hpp"
#include "plain.hpp"

using variant = offload::on_host<offload::pageable<float>, offload::plain>;
