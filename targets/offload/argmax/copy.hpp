// Baseline: all logits are copied to pageable memory, and looked at one by one.
#pragma once

#include "copied.hpp"

using variant = offload::copied<offload::pageable, offload::scalar_argmax>;
