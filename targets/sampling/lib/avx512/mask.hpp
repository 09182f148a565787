// A mask that masks nothing.
#pragma once

#include <immintrin.h>

namespace lib::avx512 {

/// Under it, intrinsics compile as without a mask, but do not make g++ 12 warn of its own header (GCC bug 105593).
inline constexpr __mmask16 any = 0xFFFF;

}  // namespace lib::avx512
