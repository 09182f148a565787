// The device selects; the pairs are copied.
#pragma once

#include "selected.hpp"

using variant = offload::selected<offload::fetched<std::uint32_t>>;
