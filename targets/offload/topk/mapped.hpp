// The device selects, and writes the pairs to the host's memory itself.
#pragma once

#include "selected.hpp"

using variant = offload::selected<device::mapped<std::uint32_t>>;
