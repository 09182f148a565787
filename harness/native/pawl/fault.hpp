// What the hardware says of an access that it refused.
#pragma once

#include <cstdint>
#if defined(__linux__)
#include <ucontext.h>
#endif
#if defined(__linux__) && defined(__aarch64__)
#include <asm/sigcontext.h>
#endif

namespace pawl {

/// As `status_page::access`, from the third argument of a signal handler.
inline std::int64_t access_of([[maybe_unused]] const void *context) {
#if defined(__linux__) && defined(__x86_64__)
  // Bit 1 of the page-fault error code: Intel SDM volume 3, "Interrupt 14".
  const auto *const machine = &static_cast<const ucontext_t *>(context)->uc_mcontext;
  return machine->gregs[REG_ERR] & 2 ? 2 : 1;
#elif defined(__linux__) && defined(__aarch64__)
  // WnR, bit 6 of the syndrome of a data abort (exception class 0b10010x): Arm ARM, "ESR_ELx".
  const auto *const machine = &static_cast<const ucontext_t *>(context)->uc_mcontext;
  const unsigned char *at = machine->__reserved;
  for (;;) {
    const auto *const head = reinterpret_cast<const _aarch64_ctx *>(at);
    if (head->magic == 0 || head->size == 0) return 0;
    if (head->magic == ESR_MAGIC) {
      const std::uint64_t syndrome = reinterpret_cast<const esr_context *>(at)->esr;
      if ((syndrome >> 27 & 0x1F) != 0b10010) return 0;
      return syndrome & 1 << 6 ? 2 : 1;
    }
    at += head->size;
  }
#else
  return 0;
#endif
}

}  // namespace pawl
