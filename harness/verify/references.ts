import type { Instances } from "../model/executor.js";
import type { Problem } from "../model/problem.js";
import { EXIT } from "../support/problem.js";
import type { Calls } from "./calls.js";
import type { VerifyRequest } from "./index.js";
import type { Reference } from "./judge.js";
import { byFunction, oracleFailed } from "./oracle.js";
import { readImages, referenceByCall, withStateOf } from "./reference.js";

/** What must come out of each question of an interrogation, the state being made from the base instance. */
export type Expected = { readonly [question in keyof Instances]: Reference };

export interface References {
  readonly first: Reference;
  readonly second: Reference;
  /** With a state of its own. */
  readonly fresh: Reference;
  readonly asked: Expected;
}

/**
 * What must come out of each call: by the oracle, or else by the baseline.
 * Throws ProblemError ORACLE_FAILED.
 */
export async function referencesOf(
  { target, workload, session: spec, candidates, oracle, instances }: VerifyRequest,
  calls: Calls,
  problems: ReadonlyMap<string, Problem>,
  blank: readonly number[],
): Promise<References> {
  const { layout } = spec;
  const judgeBy = oracle ?? candidates.find(({ variant }) => variant.name === target.baseline);
  const indices = [...new Set([0, 1, instances.base, instances.changed, instances.fresh])];
  const images = await readImages(spec.images, layout, indices);
  const imageOf = (instance: number) => images[indices.indexOf(instance)] as Uint8Array;
  const referenceOf = async (instance: number, stateInstance = instance) => {
    const own = stateInstance === instance;
    const image = own
      ? imageOf(instance)
      : withStateOf(target.signature, layout, imageOf(instance), imageOf(stateInstance));
    if (typeof target.oracle === "function")
      return byFunction(target, workload, target.oracle, instance, image, layout, blank);
    const result =
      judgeBy && (await calls.call(judgeBy, { instance, stateInstance, guard: "end", repeats: 1, blank }));
    if (result) return referenceByCall(result, instance, image, layout, blank);
    const cause = judgeBy && problems.get(judgeBy.variant.name);
    const why = cause?.message ?? `the ${oracle ? "oracle" : "baseline"} was not built.`;
    throw oracleFailed(target, workload, why, cause, cause && !oracle ? EXIT.wrong : EXIT.failed);
  };
  const [first, second] = [await referenceOf(0), await referenceOf(1)];
  const base = instances.base === 0 ? first : await referenceOf(instances.base);
  const fresh = await referenceOf(instances.fresh);
  const stateful = target.signature.state !== undefined;
  const freshAsked = stateful ? await referenceOf(instances.fresh, instances.base) : fresh;
  // A changed instance has the base's own arguments of `create`.
  const changed = instances.changed === instances.fresh ? freshAsked : await referenceOf(instances.changed);
  return { first, second, fresh, asked: { base, changed, fresh: freshAsked } };
}
