import type { DeviceApi } from "../model/device.js";
import { DEVICE_APIS } from "../model/devices.js";

/**
 * What `requires` may name, in the words of Linux' `/proc/cpuinfo` (arch/x86/include/asm/cpufeatures.h and
 * arch/arm64/kernel/cpuinfo.c): everything that adds instructions, so that a misspelt name can be told from a missing
 * feature.
 */

const X86 =
  "mmx mmxext 3dnow 3dnowext sse sse2 pni ssse3 sse4_1 sse4_2 sse4a misalignsse fma fma4 xop tbm f16c avx avx2 avx_vnni " +
  "avx_vnni_int8 avx_vnni_int16 avx_ifma avx_ne_convert avx10 avx512f avx512dq avx512ifma avx512pf avx512er avx512cd avx512bw " +
  "avx512vl avx512vbmi avx512_vbmi2 avx512_vnni avx512_bitalg avx512_vpopcntdq avx512_4vnniw avx512_4fmaps " +
  "avx512_vp2intersect avx512_bf16 avx512_fp16 amx_tile amx_int8 amx_bf16 amx_fp16 amx_complex aes vaes pclmulqdq vpclmulqdq " +
  "sha_ni sha512 sm3 sm4 gfni bmi1 bmi2 abm popcnt adx movbe cx8 cx16 cmov lahf_lm rdrand rdseed rdtscp rdpid erms fsrm fzrm " +
  "fsrs fsrc prefetchw 3dnowprefetch prefetchi clflush clflushopt clwb clzero movdiri movdir64b enqcmd serialize waitpkg umwait " +
  "cldemote rtm hle tsxldtrk xsave xsavec xsaveopt fsgsbase pku ptwrite mwaitx monitor tsc constant_tsc nonstop_tsc " +
  "tsc_reliable uintr user_shstk apx";

const ARM =
  "fp asimd fphp asimdhp asimdrdm asimddp asimdfhm evtstrm aes pmull sha1 sha2 sha3 sha512 sm3 sm4 crc32 atomics cpuid " +
  "jscvt fcma lrcpc ilrcpc dcpop dcpodp dit uscat flagm flagm2 ssbs sb paca pacg frint i8mm bf16 rng bti mte mte3 ecv afp rpres " +
  "ebf16 cssc rprfm wfxt lse128 mops hbc fpmr lut faminmax f8cvt f8fma f8dp4 f8dp2 f8e4m3 f8e5m2 sve sve2 sve2p1 svebitperm " +
  "sveaes svepmull svesha3 svesm4 svei8mm svef32mm svef64mm svebf16 sveebf16 sveb16b16 sve_b16b16 sme sme2 sme2p1 smei16i64 " +
  "smef64f64 smei8i32 smef16f32 smeb16f32 smef32f32 smefa64 smef16f16 smeb16b16 smei16i32 smebi32i32 smelutv2 smef8f16 " +
  "smef8f32 smesf8fma smesf8dp4 smesf8dp2";

/** psABI levels and architectures. */
const ARCHITECTURES = "x86-64 x86-64-v2 x86-64-v3 x86-64-v4 x86_64 aarch64 arm64";

/** Names that people write, in the kernel's words. */
const ALIASES: Readonly<Record<string, string>> = {
  avx512: "avx512f",
  bmi: "bmi1",
  crc: "crc32",
  dotprod: "asimddp",
  fp16: "asimdhp",
  lse: "atomics",
  lzcnt: "abm",
  neon: "asimd",
  pclmul: "pclmulqdq",
  sha: "sha_ni",
  sse3: "pni",
};

/** The API that `requires` names; null: it names something else. */
export function requiredDevice(name: string): DeviceApi | null {
  const key = name.toLowerCase();
  return key === "cuda" || key === "opencl" ? key : null;
}

/** Whether it does part of its work on a device, in threads and memory of that device's runtime. */
export const worksOnDevice = ({ requires }: { readonly requires: readonly string[] }): boolean =>
  requires.some((name) => requiredDevice(name) !== null);

/** Every name as `requires` is best written. */
export const FEATURES: readonly string[] = [
  ...new Set([
    ...[X86, ARM, ARCHITECTURES].flatMap((names) => names.split(" ")),
    ...Object.keys(ALIASES),
    ...Object.keys(DEVICE_APIS),
  ]),
];

/** Spellings under which a system may know a feature: avx512-vbmi2 and sse4.2 have underscores, levels hyphens. */
export function spellings(name: string): string[] {
  const key = name.toLowerCase();
  return [key, key.replace(/[.-]/g, "_"), key.replace(/[._-]/g, ""), ALIASES[key] ?? key];
}

const known = new Set(FEATURES);
export const isFeature = (name: string): boolean => spellings(name).some((form) => known.has(form));
