import { requiredDevice, spellings } from "../support/features.js";
import { requiredPackage } from "../support/installed.js";

/**
 * The most that valgrind executes: it knows no AVX-512 (as of 3.24, "Limitations" of its manual). The names are those of
 * `-march`; every machine that counts builds the same code.
 */
const WIDEST = "x86-64-v3";
const ARM = "armv8-a";

/** `-march` of the build for counting, on a machine whose `isa` is given. */
export function architectureOf(isa: string): string {
  if (!isa.startsWith("x86")) return ARM;
  return isa > WIDEST ? WIDEST : isa;
}

/** What a variant may require and still be counted, in Linux' names: the psABI's levels, and what all of them have. */
const EXECUTED = new Set(
  (
    "x86_64 x86-64 x86-64-v2 x86-64-v3 mmx sse sse2 cmov cx8 cx16 lahf_lm popcnt pni ssse3 sse4_1 sse4_2 avx avx2 fma f16c " +
    "bmi1 bmi2 abm movbe xsave rdtscp tsc clflush aarch64 arm64 fp asimd"
  ).split(" "),
);

/**
 * Why a variant with these requirements cannot be counted on any machine; null: it can. `architecture`: what it is built
 * for, for valgrind to execute it; null: the CPU itself counts.
 */
export function uncountable(requires: readonly string[], architecture: string | null): string | null {
  const device = requires.find((one) => requiredDevice(one) !== null);
  if (device !== undefined) return `it works on a device (${device}), where nothing is counted`;
  const name = requires.find(
    (one) => requiredPackage(one) === null && !spellings(one).some((form) => EXECUTED.has(form)),
  );
  return name === undefined || architecture === null
    ? null
    : `it requires ${name}, which valgrind cannot execute: variants are built for ${architecture} to be counted`;
}
