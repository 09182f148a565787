import type { Machine } from "../model/machine.js";
import { x86Levels } from "./instructions.js";

/** Names that people write, in the kernel's words. */
const ALIASES: Readonly<Record<string, string>> = {
  avx512: "avx512f",
  dotprod: "asimddp",
  fp16: "asimdhp",
  lzcnt: "abm",
  neon: "asimd",
  pclmul: "pclmulqdq",
  sha: "sha_ni",
  sse3: "pni",
};

const DEVICES: Readonly<Record<string, string>> = {
  cuda: "this machine has no CUDA device that can be reached",
  opencl: "this machine has no OpenCL driver registered",
};

/** Why this machine cannot run what `requires` these features or devices: one reason each, none if it can. */
export function missingRequirements(requires: readonly string[], machine: Machine): string[] {
  const available = new Set([
    ...machine.features,
    ...(machine.isa.startsWith("x86") ? ["x86_64", ...x86Levels(machine.features)] : ["aarch64", "arm64"]),
  ]);
  return requires.flatMap((name) => {
    const key = name.toLowerCase();
    // avx512-vbmi2, sse4.2 and x86-64-v3: the kernel writes underscores, levels keep their hyphens.
    const forms = [key, key.replace(/[.-]/g, "_"), key.replace(/[._-]/g, ""), ALIASES[key] ?? key];
    if (forms.some((form) => available.has(form))) return [];
    return [DEVICES[key] ?? `this CPU has no ${name}`];
  });
}
