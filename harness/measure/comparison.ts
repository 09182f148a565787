import type { AfterTiming, Death, Executor, Outcome, Session, SessionSpec } from "../model/executor.js";
import type { SamplingPlan, Trial } from "../model/measurement.js";

/** Stage by stage, a comparison asks for trials; each is a fresh process. */
interface TrialRequest {
  readonly executor: Executor;
  readonly spec: SessionSpec;
  readonly plan: SamplingPlan;
  readonly cpus: readonly number[];
  readonly seeds: readonly number[];
  /** Instance on which every library is called once more after it was timed. */
  readonly fresh: number;
  /** Whether it is called where it was timed, too. */
  readonly recall: boolean;
  /** Whether a worker may be prepared and checked while another is timed: on other CPUs only. */
  readonly overlap: boolean;
  /** See `CallRequest.blank`. */
  readonly blank: readonly number[];
  readonly onTrial: (index: number) => void;
}

export interface Trials {
  readonly trials: readonly Trial[];
  /** After each trial, calls of each library: [trial][library]. */
  readonly after: readonly (readonly AfterTiming[])[];
}

/**
 * Runs trials one after the other. While one measures, the next worker boots, loads and waits, and the one before is
 * called once more on the fresh instance, both on other CPUs (or else one after the other). Stops at the first death.
 */
export async function runTrials(request: TrialRequest): Promise<Outcome<Trials>> {
  const { executor, spec, plan, cpus, seeds } = request;
  const trials: Trial[] = [];
  const after: Promise<Outcome<AfterTiming[]>>[] = [];
  let next = executor.open(spec);
  const stop = async (death: Death): Promise<Outcome<Trials>> => {
    await Promise.all(after);
    const unused = await next;
    if (unused.ok) await unused.value.close();
    return { ok: false, death };
  };
  for (const [index, seed] of seeds.entries()) {
    request.onTrial(index);
    const opened = await next;
    if (!opened.ok) return opened;
    const session = opened.value;
    const last = index === seeds.length - 1;
    if (!last && request.overlap) next = executor.open(spec);
    const timed = await session.time(plan, seed, cpus);
    if (!timed.ok) {
      await session.close();
      return stop(timed.death);
    }
    trials.push(timed.value);
    after.push(callAll(session, request));
    if (!last && !request.overlap) {
      await after.at(-1);
      next = executor.open(spec);
    }
  }
  const calls = await Promise.all(after);
  const died = calls.find((outcome) => !outcome.ok);
  if (died && !died.ok) return died;
  return { ok: true, value: { trials, after: calls.map((outcome) => (outcome.ok ? outcome.value : [])) } };
}

async function callAll(
  session: Session,
  { spec, fresh: instance, recall, blank }: TrialRequest,
): Promise<Outcome<AfterTiming[]>> {
  const results: AfterTiming[] = [];
  for (let library = 0; library < spec.libraries.length; library++) {
    const recalled = recall ? await session.recall({ library, instance, blank }) : null;
    const guarded =
      recalled?.ok === false
        ? recalled
        : await session.call({ library, instance, repeats: 1, guard: "end", blank });
    if (!guarded.ok) {
      await session.close();
      return { ok: false, death: { ...guarded.death, library: guarded.death.library ?? library } };
    }
    results.push({ guarded: guarded.value, recalled: recalled?.ok ? recalled.value : null });
  }
  await session.close();
  return { ok: true, value: results };
}
