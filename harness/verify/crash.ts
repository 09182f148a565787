import type { Death } from "../model/executor.js";
import type { Fault } from "../model/fault.js";
import { away } from "./bounds.js";
import type { Circumstance } from "./circumstance.js";

/** What a signal says of the code that it ended, in words. */
export interface Cause {
  readonly what: string;
  readonly mend: string;
}

const MISALIGNED =
  "Look for loads and stores that need an aligned address (_mm256_load_ps; _mm256_loadu_ps does not), and declare `align` where callers promise that much; else look at its pointers";
const STACK =
  "Look for recursion without end; keep large arrays in the state or in static memory instead of on the stack.";

const SIGNALS: Readonly<Record<string, Cause>> = {
  SIGFPE: {
    what: "an integer division by zero or overflow",
    mend: "Look at what it divides by: sizes of 0 above all.",
  },
  SIGILL: {
    what: "a trap (unreachable code was reached), or an instruction that this CPU lacks",
    mend: "Declare what it needs of the CPU under `requires`; else look for a function without a return.",
  },
  SIGTRAP: {
    what: "a trap, such as a failed hardening check",
    mend: "Look for an index out of the range of a container, or a failed check.",
  },
  SIGXFSZ: { what: "it printed more than 64 MiB", mend: "Remove the printing." },
};

export function causeOf(c: Circumstance, { signal, fault, report }: Death): Cause {
  const known = SIGNALS[signal ?? ""];
  if (known) return known;
  const line = c.sanitize && !report ? `; \`${c.sanitize}\` names the line.` : ".";
  if (fault?.kind === "refused")
    return {
      what:
        "an access that the CPU refuses: most likely one that needs more alignment than the declared " +
        `${c.align} bytes, or a non-canonical address`,
      mend: MISALIGNED + line,
    };
  if (fault?.kind === "stack") return { what: "its stack overflows", mend: STACK };
  const isAccess = signal === "SIGSEGV" || signal === "SIGBUS";
  return {
    what: fault ? access(c, fault) : isAccess ? "an access to memory that is not there" : "see signal(7)",
    mend: `Look at its indices and pointers${line}`,
  };
}

/** Of a page that nothing is ever mapped to; a struct's field or an element lies a little off the pointer. */
const NULL_PAGE = 4096n;

/** Such as `a write to memory that is not there, 800001 bytes past the end of y, the nearest buffer`. */
function access(c: Circumstance, fault: Fault): string {
  const { kind, trapped, address, nearest } = fault;
  const did = { read: "a read", write: "a write", "read or write": "an access" }[trapped];
  const signed = BigInt.asIntN(64, address);
  if (signed < NULL_PAGE && signed > -NULL_PAGE) return `${did} through a null pointer, at ${hex(signed)}`;
  const through = trapped === "read" ? "of" : "to";
  const memory = kind === "forbidden" ? "memory that is closed to it" : "memory that is not there";
  const buffer = nearest && c.layout.segments[nearest.segment];
  const place = buffer ? `${away(nearest)} of ${buffer.path}, the nearest buffer` : `at ${hex(address)}`;
  return `${did} ${through} ${memory}, ${place}`;
}

const hex = (address: bigint): string =>
  `${address < 0n ? "-" : ""}0x${(address < 0n ? -address : address).toString(16)}`;
