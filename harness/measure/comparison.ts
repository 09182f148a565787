import type {
  AfterTiming,
  Audit,
  Death,
  Executor,
  Instances,
  Outcome,
  Session,
  SessionSpec,
} from "../model/executor.js";
import type { SamplingPlan, Trial } from "../model/measurement.js";

/** Stage by stage, a comparison asks for trials; each is a fresh process. */
interface TrialRequest {
  readonly executor: Executor;
  readonly spec: SessionSpec;
  readonly plan: SamplingPlan;
  readonly cpus: readonly number[];
  readonly seeds: readonly number[];
  /** What every library is asked for after it was timed. */
  readonly instances: Instances;
  /** Whether it is asked where it was timed, too: after every trial, or after the last one only, or never. */
  readonly recall: boolean | "last";
  /** What it is asked for between epochs. */
  readonly audit: Audit | null;
  /** Whether a worker may be prepared and checked while another is timed: on other CPUs only. */
  readonly overlap: boolean;
  /** Whether it is asked often although nothing else is measured meanwhile. */
  readonly thorough?: boolean;
  /** See `CallRequest.blank`. */
  readonly blank: readonly number[];
  /** Trial `index` begins, and those before it are measured. Takes no time of it: called first where CPUs are shared. */
  readonly onTrial: (index: number, before: readonly Trial[]) => void;
  /** What each library answered after a trial, as soon as that is known. */
  readonly onAnswers: (library: number, after: AfterTiming) => void;
}

export interface Trials {
  readonly trials: readonly Trial[];
}

/** Calls of each library after a trial, in turn; fewer where nothing else is measured meanwhile, which would wait. */
const IN_TURN = { meanwhile: 64, waiting: 2 };

/**
 * Runs trials one after the other. While one measures, the next worker boots, loads and waits, and the one before is
 * called once more on the fresh instance, both on other CPUs (or else one after the other). Stops at the first death.
 */
export async function runTrials(request: TrialRequest): Promise<Outcome<Trials>> {
  const { executor, spec, plan, cpus, seeds } = request;
  const trials: Trial[] = [];
  const after: Promise<Outcome<null>>[] = [];
  let next: Promise<Outcome<Session>> | null = executor.open(spec);
  const stop = async (death: Death): Promise<Outcome<Trials>> => {
    await Promise.all(after);
    const unused = await next;
    if (unused?.ok) await unused.value.close();
    return { ok: false, death };
  };
  for (const [index, seed] of seeds.entries()) {
    const opened: Outcome<Session> = await (next ?? executor.open(spec));
    next = null;
    if (!opened.ok) return stop(opened.death);
    const session = opened.value;
    const last = index === seeds.length - 1;
    if (!last && request.overlap) next = executor.open(spec);
    // Work of this process must not take the only CPU from what is timed.
    if (!request.overlap) request.onTrial(index, trials);
    const timing = session.time(plan, seed, cpus, request.audit);
    if (request.overlap) request.onTrial(index, trials);
    const timed = await timing;
    if (!timed.ok) {
      await session.close();
      return stop(timed.death);
    }
    trials.push(timed.value);
    // One worker is called at a time: what all of them answer, and hold for that, need not fit into memory.
    await after.at(-1);
    const meanwhile = request.thorough || (request.overlap && !last);
    const calls = meanwhile ? IN_TURN.meanwhile : IN_TURN.waiting;
    const recall = request.recall === "last" ? last : request.recall;
    after.push(callAll(session, { ...request, recall }, calls));
    if (!request.overlap) await after.at(-1);
  }
  const died = (await Promise.all(after)).find((outcome) => !outcome.ok);
  return died && !died.ok ? died : { ok: true, value: { trials } };
}

async function callAll(
  session: Session,
  { spec, instances, recall, blank, onAnswers }: TrialRequest,
  calls: number,
): Promise<Outcome<null>> {
  for (let library = 0; library < spec.libraries.length; library++) {
    const asked = recall ? await session.interrogate({ library, instances, blank, calls }) : null;
    const guarded = asked
      ? null
      : await session.call({ library, instance: instances.fresh, repeats: 1, guard: "end", blank });
    const failed = [asked, guarded].find((outcome) => outcome?.ok === false);
    if (failed?.ok === false) {
      await session.close();
      const { foreign, library: known = foreign ? undefined : library } = failed.death;
      return { ok: false, death: { ...failed.death, library: known } };
    }
    if (asked?.ok) onAnswers(library, { guarded: asked.value.guarded, interrogation: asked.value });
    else if (guarded?.ok) onAnswers(library, { guarded: guarded.value, interrogation: null });
  }
  await session.close();
  return { ok: true, value: null };
}
