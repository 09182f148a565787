// All logits are copied to page-locked memory, where the champion of row 6.2f looks at them while later rows are
// under way.
#pragma once

#include "../../sampling/lib/avx512/argmax.hpp"
#include "on_host.hpp"

using variant = offload::on_host<device::pinned<float>, lib::avx512::argmax>;
