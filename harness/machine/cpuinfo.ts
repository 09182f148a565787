/** What `/proc/cpuinfo` says about identity and instruction sets. */
interface CpuInfo {
  /** Model name, readable: `AMD EPYC 7763 64-Core Processor`, `Arm Neoverse-V2`. */
  readonly name: string;
  /** Vendor, family, model and stepping, or the parts of an Arm machine: part of the fingerprint. */
  readonly identity: string;
  readonly features: readonly string[];
  readonly cpus: number;
  /** Microarchitecture where the name alone does not tell it, for example `zen4`. */
  readonly generation: string | null;
}

type Block = ReadonlyMap<string, string>;

export function parseCpuInfo(text: string): CpuInfo {
  const blocks = text
    .split(/\n\s*\n/)
    .map(parseBlock)
    .filter((block) => block.has("processor"));
  const first = blocks[0] ?? new Map<string, string>();
  const features = (first.get("flags") ?? first.get("Features") ?? "").split(/\s+/).filter(Boolean);
  const parts = first.has("CPU part") ? armIdentity(blocks) : x86Identity(first);
  return { ...parts, features, cpus: blocks.length };
}

function parseBlock(block: string): Block {
  return new Map(
    block.split("\n").flatMap((line): [string, string][] => {
      const colon = line.indexOf(":");
      return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    }),
  );
}

function x86Identity(block: Block): Pick<CpuInfo, "name" | "identity" | "generation"> {
  const vendor = block.get("vendor_id") ?? "unknown";
  const [family, model, stepping] = ["cpu family", "model", "stepping"].map((key) => Number(block.get(key)));
  return {
    name: block.get("model name") ?? vendor,
    identity: [vendor, family, model, stepping].join("/"),
    generation: vendor === "AuthenticAMD" ? zen(family ?? 0, model ?? 0) : null,
  };
}

/** Families and models as in Linux, arch/x86/kernel/cpu/amd.c. */
const ZEN: readonly { family: number; from: number; to: number; name: string }[] = [
  { family: 0x17, from: 0x00, to: 0x2f, name: "zen1" },
  { family: 0x17, from: 0x50, to: 0x5f, name: "zen1" },
  { family: 0x17, from: 0x30, to: 0xaf, name: "zen2" },
  { family: 0x19, from: 0x00, to: 0x0f, name: "zen3" },
  { family: 0x19, from: 0x20, to: 0x5f, name: "zen3" },
  { family: 0x19, from: 0x10, to: 0xaf, name: "zen4" },
  { family: 0x1a, from: 0x00, to: 0x2f, name: "zen5" },
  { family: 0x1a, from: 0x40, to: 0x4f, name: "zen5" },
  { family: 0x1a, from: 0x60, to: 0x7f, name: "zen5" },
  { family: 0x1a, from: 0x50, to: 0xcf, name: "zen6" },
];

const zen = (family: number, model: number): string | null =>
  ZEN.find((range) => range.family === family && range.from <= model && model <= range.to)?.name ?? null;

/** Implementers and parts as in Linux, arch/arm64/include/asm/cputype.h. */
const IMPLEMENTERS: Readonly<Record<string, string>> = {
  "0x41": "Arm",
  "0x48": "HiSilicon",
  "0x51": "Qualcomm",
  "0x61": "Apple",
  "0xc0": "Ampere",
};
const PARTS: Readonly<Record<string, string>> = {
  "0x41/0xd03": "Cortex-A53",
  "0x41/0xd05": "Cortex-A55",
  "0x41/0xd08": "Cortex-A72",
  "0x41/0xd0b": "Cortex-A76",
  "0x41/0xd0c": "Neoverse-N1",
  "0x41/0xd40": "Neoverse-V1",
  "0x41/0xd41": "Cortex-A78",
  "0x41/0xd44": "Cortex-X1",
  "0x41/0xd49": "Neoverse-N2",
  "0x41/0xd4f": "Neoverse-V2",
  "0x41/0xd84": "Neoverse-V3",
  "0x41/0xd8e": "Neoverse-N3",
  "0x48/0xd01": "TSV110",
  "0xc0/0xac3": "Ampere1",
  "0xc0/0xac4": "Ampere1A",
};

/** A machine may have cores of several kinds: all of them are its identity. */
function armIdentity(blocks: readonly Block[]): Pick<CpuInfo, "name" | "identity" | "generation"> {
  const field = (block: Block, key: string) => (block.get(`CPU ${key}`) ?? "0x0").toLowerCase();
  const name = (block: Block): string => {
    const [implementer, part] = [field(block, "implementer"), field(block, "part")];
    return `${IMPLEMENTERS[implementer] ?? implementer} ${PARTS[`${implementer}/${part}`] ?? part}`;
  };
  const identity = (block: Block) =>
    ["implementer", "architecture", "variant", "part", "revision"].map((key) => field(block, key)).join("/");
  return {
    name: [...new Set(blocks.map(name))].sort().join(" + "),
    identity: [...new Set(blocks.map(identity))].sort().join("+"),
    generation: null,
  };
}
