import type { Inputs, ReferenceOf, ReturnsKey } from "./decoded.js";
import type { CheckedBuffer, CheckedMembers, Declared, DeclaredMembers } from "./kernel.js";
import type { FuzzForm, RunOptions, WorkloadForm } from "./values.js";
import type { VerifyForm } from "./verify.js";

interface VariantOptions<Verify> {
  /** Exported symbol. Default: the kernel's name. */
  readonly symbol?: string;
  /** Added to every compiler's command line, after the defaults. nvcc hands on to the host's what it does not know. */
  readonly flags?: readonly string[];
  /**
   * Added where libraries are linked: `"-lm"`, `"-fopenmp"`, a file relative to the project's root, or a library in an
   * installed package, `"npm:@scope/name/lib/libx.so"`, whose version `requires` pins.
   */
  readonly link?: readonly string[];
  /** Include folders, relative to the target's folder, or absolute. */
  readonly include?: readonly string[];
  readonly defines?: Readonly<Record<string, string | number>>;
  /**
   * CPU features (`"avx512f"`), devices (`"cuda"`) and npm packages at an exact version (`"npm:@scope/name@1.2.3"`)
   * without which the variant is skipped; where only a device is missing, it is built and goes no further. What ends in
   * `.cu` requires `"cuda"` by itself.
   */
  readonly requires?: readonly string[];
  /** Replaces the target's `verify` for this variant. */
  readonly verify?: Verify;
  readonly note?: string;
}

type One<Key extends string, V> = { readonly [K in Key]: V };
type None<Key extends string> = { readonly [K in Key]?: never };

/** A source file beside `target.ts`, or an object with exactly one of `source`, `sources` and `library`. */
type VariantForm<Verify> =
  | string
  | (VariantOptions<Verify> &
      (
        | (One<"source", string> & None<"sources" | "library">)
        | (One<"sources", readonly string[]> & None<"source" | "library">)
        | (One<"library", string> & None<"source" | "sources">)
      ));

/**
 * Figures published elsewhere, with the digits that were published: `tracking.md` tells whether the same
 * change reaches their speedup here. Times of other machines are never compared.
 */
interface PublishedForm {
  readonly baseline?: number;
  readonly optimized?: number;
  /** Baseline ÷ optimized, where only the factor is known. */
  readonly speedup?: number;
  /** Default `"us"`. */
  readonly unit?: "ns" | "us" | "ms" | "s";
  /** Where the figures stand. */
  readonly source: string;
  /** Workloads that are like what was published; default: all. */
  readonly workloads?: readonly string[];
}

type ReferenceForm<Args, Returns> = {
  readonly [K in keyof Args as Args[K] extends { readonly direction: "out" | "inout" }
    ? K
    : never]?: ReferenceOf<Args[K]>;
} & ReturnsKey<Returns, ReferenceOf<Returns>>;

/** One improvement: a kernel's signature, its workloads, the variants, and how they are judged. */
export interface Declaration<
  Args extends DeclaredMembers,
  Create extends DeclaredMembers,
  Returns extends Declared,
  Name extends string,
> extends RunOptions {
  /** Unique in the project, `^[A-Za-z0-9][\w.-]*$`. */
  readonly id: string;
  readonly title: string;
  /** Why the optimised variant should win, in a sentence. */
  readonly claim?: string;
  /** The C function that every variant exports. `args` in C order; without `returns` it is `void`. */
  readonly kernel: {
    readonly name: string;
    readonly args: Args & CheckedMembers<Args>;
    readonly returns?: Returns & CheckedBuffer<Returns, Args>;
  };
  /** An opaque pointer that `create` returns outside the timed region; the kernel gets it first. */
  readonly state?: {
    readonly create: { readonly name: string; readonly args: Create & CheckedMembers<Create> };
    readonly destroy: string;
  };
  /** Symbol of an untimed hook with the kernel's parameters, called before each sample. */
  readonly before?: string;
  readonly workloads: NoInfer<{ readonly [workload: string]: WorkloadForm<Args, Create> }>;
  readonly variants: {
    readonly [V in Name]: NoInfer<VariantForm<VerifyForm<Args, Returns, Inputs<Args, Create>>>>;
  };
  /** The variant that every ratio is against. */
  readonly baseline: NoInfer<Name>;
  /** The published change: the row of the classic table. */
  readonly optimized?: NoInfer<Name>;
  readonly verify?: NoInfer<VerifyForm<Args, Returns, Inputs<Args, Create>>>;
  /**
   * A source file with the same kernel in higher precision, or a function. Default: the baseline is the
   * reference.
   */
  readonly oracle?: NoInfer<string | ((inputs: Inputs<Args, Create>) => ReferenceForm<Args, Returns>)>;
  /**
   * What else to prove the variants with: values as in a workload, with generators such as `integers(0, 4096)` and
   * `logits()`. `bench run` draws a few such inputs, `bench check --fuzz <N>` as many as you like. Without it, that
   * draws new seeds of the workloads only. Inputs beyond 16 MiB are not tried.
   */
  readonly fuzz?: NoInfer<FuzzForm<Args, Create>>;
  /**
   * Bytes that an operation has to move, what is read and what is written together: for GB/s, and for the
   * least time in which this machine moves them (the floor). What is updated in place counts twice.
   */
  readonly bytes?: NoInfer<(inputs: Inputs<Args, Create>) => number>;
  /** Floating-point operations per operation, for GFLOP/s. */
  readonly flops?: NoInfer<(inputs: Inputs<Args, Create>) => number>;
  /** Items per operation, for items/s. */
  readonly items?: NoInfer<(inputs: Inputs<Args, Create>) => number>;
  readonly published?: PublishedForm;
}

type NoArguments = Readonly<Record<never, never>>;

/**
 * Declares a target, as the default export of a `target.ts` below `targets/`. Returns its argument unchanged:
 * what it adds is that the compiler checks every name, value and tolerance against the signature.
 */
export const defineTarget = <
  const Args extends DeclaredMembers,
  Name extends string,
  const Create extends DeclaredMembers = NoArguments,
  const Returns extends Declared = never,
>(
  declaration: Declaration<Args, Create, Returns, Name>,
): Declaration<Args, Create, Returns, Name> => declaration;
