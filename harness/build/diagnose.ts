/** What a compiler or linker said first, in its own words. */
export interface FirstError {
  /** `file:line` where the tool gave one. */
  readonly where: string | null;
  readonly message: string;
}

/** The assembler, whose errors inline assembly meets, begins its word with a capital. */
const COMPILER = /^(.+?):(\d+):(?:\d+:)? (?:fatal )?[Ee]rror: (.*)$/m;
/** nvcc's front end; its number may follow the word: `a.cu(2): error #20: identifier "y" is undefined`. */
const CUDA = /^(.+?)\((\d+)\): (?:catastrophic )?error(?: #[\w-]+)?: (.*)$/m;
const LINKER =
  /^.*?((?:undefined reference|multiple definition|cannot find|undefined symbol|relocation)\b.*)$/m;
/** Of a tool about its own options; what compilers say of a linker that failed is no cause. */
const TOOL = /^[^:\n]+: (?:fatal )?error: (?!ld returned|linker command failed)(.*)$/m;

/** nvcc and what it starts for the device: `ptxas fatal   : …`, `ptxas /tmp/x.ptx, line 26; error   : …`. */
const DEVICE = /^(?:nvcc|cicc|ptxas|nvlink|fatbinary)\b.*?(?:error|fatal)\s*: (.*)$/m;

/** Reads the first error out of a log of gcc, clang, nvcc or ld; falls back to its last line. */
export function firstError(log: string): FirstError {
  const [compiler] = [COMPILER.exec(log), CUDA.exec(log)]
    .filter((found) => found !== null)
    .sort((a, b) => a.index - b.index);
  if (compiler) return { where: `${compiler[1]}:${compiler[2]}`, message: compiler[3] as string };
  const device = DEVICE.exec(log);
  if (device) return { where: null, message: device[1] as string };
  const linker = LINKER.exec(log);
  if (linker) return { where: null, message: linker[1] as string };
  const tool = TOOL.exec(log);
  if (tool) return { where: null, message: tool[1] as string };
  return { where: null, message: log.trim().split("\n").at(-1) || "the compiler failed without a word" };
}

/** What GNU ld, gold, lld, mold and macOS's ld say of a name that is used and defined nowhere. */
const UNDEFINED =
  /undefined reference to [`'](.+)'|undefined (?:\w+ )?symbol: (.+)|^ +"(.+)", referenced from:$/gm;

/** Names that a linker found defined nowhere, each once, demangled where it did so. */
export const undefinedSymbols = (log: string): string[] => [
  ...new Set([...log.matchAll(UNDEFINED)].map(([, gnu, llvm, apple]) => gnu ?? llvm ?? unprefixed(apple))),
];

/** `_helper` is what C calls `helper` there. */
const unprefixed = (name = ""): string => name.replace(/^_/, "");

/** Paths that a make-style dependency file lists for its only target. */
export function readDependencies(depfile: string): string[] {
  const list = depfile.replaceAll("\\\n", " ").replace(/^[^:]*:/, "");
  return list
    .split(/(?<!\\)\s+/)
    .filter(Boolean)
    .map((path) => path.replaceAll("\\ ", " ").replaceAll("$$", "$"));
}
