// Three steps under way.
#pragma once

#include "overlapped.hpp"

using variant = offload::overlapped<3>;
