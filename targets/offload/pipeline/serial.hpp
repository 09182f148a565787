// Baseline: one queue, one pageable buffer.
#pragma once

#include "one_by_one.hpp"

using variant = offload::one_by_one<offload::pageable<float>>;
