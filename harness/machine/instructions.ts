/** Instruction sets: which flags change the code that runs, and the level they add up to. */

/**
 * Flags of an instruction set. Kernels also list mitigations and conveniences of their own, which come and go with the
 * kernel's version and must not make another machine of this one.
 */
const X86_INSTRUCTIONS =
  /^(mmx|sse|ssse|pni$|avx|amx|fma|f16c|bmi|abm$|tbm$|xop$|popcnt|movbe|adx|aes|vaes|v?pclmulqdq|sha|gfni|cx16|lahf_lm|erms|fsrm|rdrand|rdseed|clflushopt|clwb|movdir|3dnow)/;

export const isInstructionSet = (feature: string, arm: boolean): boolean =>
  arm || X86_INSTRUCTIONS.test(feature);

/** Levels of the x86-64 psABI, in Linux' names of the flags; each includes those before it. */
const X86_LEVELS: readonly { readonly isa: string; readonly needs: readonly string[] }[] = [
  { isa: "x86-64-v2", needs: ["cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"] },
  { isa: "x86-64-v3", needs: ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"] },
  { isa: "x86-64-v4", needs: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"] },
];

/** All levels that the features reach, lowest first; the last one is `Machine.isa` on x86. */
export function x86Levels(features: readonly string[]): string[] {
  const reached = ["x86-64"];
  for (const { isa, needs } of X86_LEVELS) {
    if (!needs.every((feature) => features.includes(feature))) break;
    reached.push(isa);
  }
  return reached;
}

/** Widest vector level, as `Machine.isa`. */
export function isaOf(features: readonly string[], arm: boolean): string {
  if (arm) return features.includes("sve") ? "aarch64+sve" : "aarch64";
  return x86Levels(features).at(-1) ?? "x86-64";
}
