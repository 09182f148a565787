// All logits are copied to page-locked memory, and looked at one by one while later rows are under way.
#pragma once

#include "on_host.hpp"

using variant = offload::on_host<device::pinned<float>, offload::scalar_argmax>;
