import type { Count, CounterChoice } from "../../model/counter.js";
import type { Project } from "../../model/project.js";
import type { RatchetCase } from "../../model/ratchet.js";
import { claim } from "../claim.js";
import type { Context } from "../context.js";
import { type Counting, countInstructions, prepareCounting } from "../count/index.js";
import { eachComparison } from "../each.js";
import type { Equipment } from "../native.js";
import { type BuiltDuel, buildDuels } from "../revisions/duels.js";
import { unmeasured } from "./cases.js";
import { type Competed, type Contest, withoutMeasuring } from "./compete.js";

/**
 * The gate for machines whose times nobody can trust: the instructions of today's variant against those of its best-known,
 * both built anew and counted. More of them by the regression threshold is a regression; fewer raise nothing, since they are
 * no time.
 */
export async function countContests(
  project: Project,
  contests: readonly Contest[],
  equipment: Equipment,
  { counter, force }: { readonly counter: CounterChoice; readonly force: boolean },
  context: Context,
): Promise<Competed> {
  const cases: RatchetCase[] = [];
  const none = { candidates: [], failures: [], written: false };
  const { built, whole, problems } = await buildDuels(project, contests, equipment, context);
  const open = built.filter((one) => {
    const told = withoutMeasuring(one, force, { foreign: false });
    if (told) cases.push(told);
    return !told;
  });
  if (open.length === 0) return { ...none, cases, problems };
  const { counting, problems: missing } = await prepareCounting(
    project,
    { ...equipment, prepared: whole },
    counter,
    context,
  );
  if (!counting) return { ...none, cases, problems: [...problems, ...missing] };
  const wanted = (id: string, workload: string) =>
    open.filter(({ duel }) => duel.target.id === id && duel.workload.name === workload);
  const comparisons = whole.flatMap((prepared) => {
    const workloads = prepared.target.cases.filter(({ name }) => wanted(prepared.target.id, name).length > 0);
    return workloads.map((workload) => ({ prepared, workload }));
  });
  const release = await claim({ command: "a count", project: project.root, measures: false }, context);
  const failures = await eachComparison(project, comparisons, context, async (comparison, tools) => {
    const { prepared, workload } = comparison;
    const own = wanted(prepared.target.id, workload.name);
    const told = await countOne(counting, own, comparison.workload, tools, context);
    if (!context.signal.aborted) cases.push(...told);
  }).finally(release);
  return { ...none, cases, failures, problems: [...problems, ...missing] };
}

type Tools = Parameters<Parameters<typeof eachComparison>[3]>[1];

async function countOne(
  counting: Counting,
  own: readonly BuiltDuel<Contest>[],
  workload: Contest["workload"],
  { executor, inputs, drawNext }: Tools,
  { signal, observe }: Context,
): Promise<RatchetCase[]> {
  const id = own[0]?.duel.target.id ?? "";
  const { counted, uncounted } = await countInstructions(counting, id, workload, inputs, {
    executor,
    signal,
    only: own.flatMap(({ duel }) => [duel.before.name, duel.after.name]),
    onVariant: (variant) => observe({ event: "count", target: id, workload: workload.name, variant }),
  });
  drawNext();
  return own.map(({ duel }) => {
    const { before, after, place } = duel;
    const [then, now] = [counted.get(before.name), counted.get(after.name)];
    if (then && now) return compared(place, then, now);
    const why = uncounted.get(after.name) ?? uncounted.get(before.name) ?? "it was not counted";
    return unmeasured(place, "skipped", `its instructions are not counted: ${why}`);
  });
}

function compared(place: Contest["place"], then: Count, now: Count): RatchetCase {
  const more = now.instructions / then.instructions - 1;
  const percent = `${Math.abs(Number((100 * more).toPrecision(3)))} % ${more > 0 ? "more" : "fewer"}`;
  const numbers = `${then.instructions} → ${now.instructions} instructions`;
  const slower = more > place.thresholds.regression;
  return unmeasured(
    place,
    slower ? "regression" : "unchanged",
    now.instructions === then.instructions ? numbers : `${numbers}, ${percent}`,
  );
}
