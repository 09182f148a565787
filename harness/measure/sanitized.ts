import type { SanitizerRuntime } from "../model/sanitizer.js";

/** How workers run code that was built with sanitizers. */
export interface Sanitized {
  readonly runtime: SanitizerRuntime;
  /** Keeps what was reported while a variant ran (null: none did); returns the path to name. */
  readonly keep: (target: string, variant: string | null, report: string) => string;
}

/** https://github.com/google/sanitizers/wiki/SanitizerCommonFlags and AddressSanitizerFlags */
const OPTIONS = {
  abort_on_error: 1,
  // Reachable only from the heap of V8, which the search does not see, Node's own memory would be reported.
  detect_leaks: 0,
  // The driver's handler names the buffer, and prints the stack itself.
  handle_segv: 0,
  // Variants have equal names of their own, and are loaded apart.
  detect_odr_violation: 0,
  detect_stack_use_after_return: 1,
  // CUDA maps its memory there.
  protect_shadow_gap: 0,
  // Where there is no llvm-symbolizer.
  allow_addr2line: 1,
  print_stacktrace: 1,
};

/** What is added to a worker's environment. */
export function environmentOf({ preload, symbolizer }: SanitizerRuntime): Readonly<Record<string, string>> {
  const options = Object.entries(OPTIONS).map(([name, value]) => `${name}=${value}`);
  return {
    LD_PRELOAD: preload.join(":"),
    ASAN_OPTIONS: options.join(":"),
    UBSAN_OPTIONS: options.join(":"),
    ...(symbolizer === null ? {} : { ASAN_SYMBOLIZER_PATH: symbolizer, UBSAN_SYMBOLIZER_PATH: symbolizer }),
  };
}

/** Of a report: of AddressSanitizer (or the driver's own, which looks alike), or of UndefinedBehaviorSanitizer. */
const BEGIN = /^(?:=+\n)?==\d+==ERROR: |^.*:\d+(?::\d+)?: runtime error: /m;

/** What a worker's output holds besides what its kernels printed; a report ends the process, so it comes last. */
export function splitReport(output: string): { readonly printed: string; readonly report: string | null } {
  const at = BEGIN.exec(output)?.index;
  if (at === undefined) return { printed: output, report: null };
  return { printed: output.slice(0, at), report: output.slice(at) };
}
