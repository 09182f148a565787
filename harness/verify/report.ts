import { posix } from "node:path";

/** What the report of a sanitizer says about the code of a project. */
export interface Finding {
  /** What is wrong, after the variant's name; null: the report holds nothing but where a signal hit. */
  readonly what: string | null;
  /** `file:line` in the project, as close to the fault as there is one. */
  readonly where: string | null;
}

/** `    #0 0x55d0c in scale(float*) targets/demo/scale.cpp:7:12` */
const FRAME = /^ +#\d+ 0x[\da-f]+ in (.+) (\S+?):(\d+)(?::\d+)?$/gm;
const RUNTIME_ERROR = /^(.*?):(\d+)(?::\d+)?: runtime error: (.*)$/m;
const ADDRESS_ERROR = /^==\d+==ERROR: AddressSanitizer: (?:attempting )?(\S+)/m;
const SUMMARY = /^SUMMARY: AddressSanitizer: (\S+)/m;
const ACCESS = /^(READ|WRITE) of size (\d+)/m;
const REGION =
  /is located (\d+) bytes (inside of|to the right of|to the left of|after|before) (?:(global variable '[^']+')|(?:an? )?(\d+)-byte region)/;
/** Of a local variable, in the list of a frame's. */
const LOCAL = /^ +\[\d+, \d+\) '([^']+)'.*<== Memory access at offset \d+ (.*) this variable/m;

interface Place {
  readonly file: string;
  readonly line: string;
  /** Absent in the first line of an undefined behaviour. */
  readonly name?: string | undefined;
}

/** Reads a report of AddressSanitizer or UndefinedBehaviorSanitizer, by GCC or clang. */
export function readReport(report: string): Finding {
  const undefinedBehaviour = RUNTIME_ERROR.exec(report);
  const [, file = "", line = "", sentence = ""] = undefinedBehaviour ?? [];
  const frames = [...report.matchAll(FRAME)].map(
    ([, name, path = "", number = ""]): Place => ({ name, file: path, line: number }),
  );
  const said = undefinedBehaviour ? [{ file, line }] : [];
  const place = [...said, ...frames].map(inProject).find((found) => found !== null) ?? null;
  const where = place && `${place.file}:${place.line}`;
  const inFunction = place?.name ?? frames.find(({ name }) => name)?.name;
  const at = inFunction === undefined ? "" : ` in ${plainName(inFunction)}`;
  if (undefinedBehaviour) return { what: `has undefined behaviour${at}: ${sentence}`, where };
  const kind = SUMMARY.exec(report)?.[1] ?? ADDRESS_ERROR.exec(report)?.[1];
  if (kind === undefined) return { what: null, where };
  return { what: `has a ${kind}${at}${accessOf(report)}`, where };
}

/** Such as `: it reads 4 bytes, right behind a region of 40 bytes`; empty where the report tells no more. */
function accessOf(report: string): string {
  const [, access, size] = ACCESS.exec(report) ?? [];
  if (size === undefined) return "";
  const did = `: it ${access === "READ" ? "reads" : "writes"} ${bytes(size)}`;
  const local = LOCAL.exec(report);
  if (local) return `${did}, which ${local[2]} the local variable ${local[1]}`;
  const [, distance = "", side = "", global, region = ""] = REGION.exec(report) ?? [];
  if (side === "") return did;
  const what = global ? `the ${global}` : `a region of ${bytes(region)}`;
  if (side === "inside of") return `${did} at byte ${distance} of ${what}`;
  const edge = side === "after" || side.includes("right") ? "behind" : "before";
  return `${did}, ${distance === "0" ? "right" : bytes(distance)} ${edge} ${what}`;
}

/** Without its parameters, and short of where it is hidden. */
const plainName = (name: string): string =>
  name.replaceAll("(anonymous namespace)::", "").replace(/\([^()]*\)(?: const)?$/, "");

const bytes = (count: string): string => `${count} byte${count === "1" ? "" : "s"}`;

/** Sources are compiled by their path in the project; system headers and runtimes have others. */
function inProject(place: Place): Place | null {
  const file = posix.normalize(place.file);
  return posix.isAbsolute(file) || /^(\.\.|\.pawl|node_modules)\//.test(file) ? null : { ...place, file };
}
