// One queue, one page-locked buffer.
#pragma once

#include "one_by_one.hpp"

using variant = offload::one_by_one<device::pinned<float>>;
