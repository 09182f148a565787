// What the system and the hardware say of an access that was refused.
#pragma once

#include <csignal>
#include <cstddef>
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
  // Bits 1 (a write) and 4 (of an instruction) of the page-fault error code: Intel SDM volume 3, "Interrupt 14".
  const auto error = static_cast<const ucontext_t *>(context)->uc_mcontext.gregs[REG_ERR];
  return error & 16 ? 0 : error & 2 ? 2 : 1;
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

/// Null where it is not known how a context tells it.
inline const std::byte *stack_pointer_of([[maybe_unused]] const void *context) {
#if defined(__linux__) && defined(__x86_64__)
  return reinterpret_cast<const std::byte *>(static_cast<const ucontext_t *>(context)->uc_mcontext.gregs[REG_RSP]);
#elif defined(__linux__) && defined(__aarch64__)
  return reinterpret_cast<const std::byte *>(static_cast<const ucontext_t *>(context)->uc_mcontext.sp);
#else
  return nullptr;
#endif
}

/// How an access was wrong. The numbers are known to harness/measure/status.ts.
enum class fault_kind : std::int32_t {
  none = 0,       ///< the signal was for no access
  unmapped = 1,   ///< nothing is at its address
  forbidden = 2,  ///< something is there, but not for such an access
  stack = 3,      ///< the stack ends there
  refused = 4,    ///< the CPU looked at no memory: misaligned, or an address that there cannot be
};

inline fault_kind fault_of(int signal, const siginfo_t &info, const void *context) {
  if (signal != SIGSEGV && signal != SIGBUS) return fault_kind::none;
  if (info.si_code <= 0) return fault_kind::none;  // a process sent it
#if defined(__linux__)
#if defined(__x86_64__)
  // A general-protection or stack-segment fault, which has no address: Linux, arch/x86/kernel/traps.c.
  if (info.si_code == SI_KERNEL) return fault_kind::refused;
#endif
  if (signal == SIGBUS && info.si_code == BUS_ADRALN) return fault_kind::refused;
#endif
  // What a frame touches first lies about where it moved the stack pointer to.
  constexpr std::ptrdiff_t reach = 64 * 1024;
  const std::byte *const top = stack_pointer_of(context);
  const std::ptrdiff_t above = static_cast<const std::byte *>(info.si_addr) - top;
  if (top && above > -reach && above < reach) return fault_kind::stack;
  return signal == SIGSEGV && info.si_code == SEGV_ACCERR ? fault_kind::forbidden : fault_kind::unmapped;
}

}  // namespace pawl
