import type { Observer } from "../model/progress.js";
import type { Target, Workload } from "../model/target.js";
import { inputSource } from "../plan/fuzz/source.js";
import type { Fate } from "../record/result.js";
import { hashOf } from "../support/hash.js";
import type { Fuzzed, Verification, VerifyRequest } from "../verify/index.js";
import type { Prepared } from "./native.js";

/** What is added to every proof of a target that declares `fuzz`. */
const SHORT_INPUTS = 30;
/**
 * After which it ends early, with one input at least. A run has little time for it; a check, the gate of CI, takes what it needs, with sanitizers
 * too, so as to try whatever a run tries.
 */
const SHORT_SECONDS = { run: 0.1, check: 10 };

export interface FuzzingOptions {
  readonly inputs: number;
  readonly seed: number;
  /** See `FuzzPlan`. */
  readonly seconds?: number;
  /** Behind the command that finds a failure again. */
  readonly extra?: string;
}

/** A short one, drawn from the same seed in every run and check: CI must not fail now and then. */
export const shortFuzzing = (observe: Observer, command: "run" | "check", extra = ""): Fuzzing =>
  new Fuzzing(observe, ({ id, fuzzes }) =>
    fuzzes
      ? {
          inputs: SHORT_INPUTS,
          seconds: SHORT_SECONDS[command],
          seed: Number.parseInt(hashOf(id).slice(0, 7), 16),
          extra,
        }
      : null,
  );

/** As asked for; targets without `fuzz` get new seeds of their workloads. */
export const longFuzzing = (observe: Observer, options: FuzzingOptions): Fuzzing =>
  new Fuzzing(observe, () => options);

/**
 * Fuzzing of one command. What `fuzz` declares is a target's, not a workload's: it is tried with one workload, and what it
 * finds holds for all.
 */
export class Fuzzing {
  readonly #known = new Map<string, Fuzzed>();

  constructor(
    private readonly observe: Observer,
    private readonly optionsFor: (target: Target) => FuzzingOptions | null,
  ) {}

  /** The same target without the variants that were found wrong with another workload. */
  withoutWrong(prepared: Prepared): Prepared {
    const wrong = [...(this.#known.get(prepared.target.id)?.problems ?? [])].map(
      ([name, problem]): [string, Fate] => [
        name,
        { state: "invalid", problem, artifact: prepared.build.artifacts.get(name)?.hash },
      ],
    );
    return wrong.length > 0 ? { ...prepared, out: new Map([...prepared.out, ...wrong]) } : prepared;
  }

  /** What `verify` is to try; nothing when another workload's proof has. */
  work(target: Target, workload: Workload): VerifyRequest["fuzz"] {
    const options = this.#known.has(target.id) ? null : this.optionsFor(target);
    if (!options) return undefined;
    const { inputs, seed, seconds, extra = "" } = options;
    const place = target.fuzz ? "" : ` --workload ${workload.name}`;
    return {
      source: inputSource(target, workload),
      plan: {
        inputs,
        seed,
        seconds,
        replay: (variant, n) =>
          `bench check ${target.id} --variant ${variant}${place} --fuzz ${n} --seed ${seed}${extra}`,
        onInput: (done) =>
          this.observe({ event: "fuzz", target: target.id, workload: workload.name, done, of: inputs }),
      },
    };
  }

  /** What this proof, or that of another workload, found. */
  outcome(target: Target, { fuzzed, problems }: Verification): Fuzzed | null {
    const known = this.#known.get(target.id) ?? fuzzed;
    // A variant that was wrong before the fuzzing began may be right with another workload, and has to be tried there.
    const all = known && [...problems.keys()].every((name) => known.problems.has(name));
    if (target.fuzz && known && all) this.#known.set(target.id, known);
    return known;
  }
}
