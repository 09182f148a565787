import type { Loaded } from "../../load/targets.js";
import type { Machine } from "../../model/machine.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import type { RevisionPair } from "../../model/revisions.js";
import type { Target } from "../../model/target.js";
import { commitOf } from "../../support/git.js";
import { ProblemError } from "../../support/problem.js";
import { checkOut, commitMissing } from "../revisions/checkout.js";
import type { Duel } from "../revisions/duels.js";
import { lineUp, untimed } from "../revisions/line-up.js";
import { loadSide, openSide } from "../revisions/sides.js";
import type { Place } from "./cases.js";

/** What a commit declares, of the ids that matter. */
interface Opened {
  readonly project: Project;
  readonly loaded: ReadonlyMap<string, Loaded>;
  readonly problems: readonly Problem[];
}

/** Best-known variants, out of the commits that they stand in. */
export class Opponents {
  /** By commit: what it declares, loaded once. */
  readonly #sides = new Map<string, Promise<Opened>>();

  constructor(
    private readonly project: Project,
    private readonly machine: Machine,
    private readonly ids: ReadonlySet<string>,
  ) {}

  /**
   * The duel of today's variant with its best-known, or why there is none.
   * @throws ProblemError COMMIT_MISSING, CHECKOUT_FAILED
   */
  async of(
    now: Loaded,
    place: Place & { readonly best: NonNullable<Place["best"]> },
  ): Promise<Duel | RevisionPair> {
    const { commit } = place.best;
    const side = await this.#at(commit, now.target);
    const before = side.loaded.get(now.target.id);
    const { workload, thresholds } = place;
    // A verdict is about the threshold here, and so is the size of a second stage.
    const limits = { ...workload.settings.limits, margin: thresholds.regression };
    const judged = { ...workload, settings: { ...workload.settings, limits } };
    const variant = now.target.builds.find(({ name }) => name === place.variant);
    if (!variant) throw new Error(`${now.target.id} has no variant ${place.variant}`);
    if (!before) {
      const where = `commit ${commit.slice(0, 12)}`;
      // It may be the one that cannot be loaded any more.
      const own = side.problems.find((problem) => problem.where?.startsWith(now.target.file));
      const problem = own ?? side.problems[0];
      if (problem) throw new ProblemError({ ...problem, message: `In ${where}: ${problem.message}` });
      return untimed(
        now.target.id,
        workload.name,
        variant.name,
        "incomparable",
        `${where} has no such target`,
      );
    }
    const revised = {
      project: this.project,
      before: side.project,
      tag: commit.slice(0, 12),
      machine: this.machine,
    };
    return lineUp({ target: now.target, after: now, before }, judged, variant, revised);
  }

  #at(commit: string, target: Target): Promise<Opened> {
    const there = this.#sides.get(commit) ?? this.#open(commit, target);
    this.#sides.set(commit, there);
    return there;
  }

  async #open(commit: string, { id }: Target): Promise<Opened> {
    if ((await commitOf(this.project.root, commit)) === null) {
      throw await commitMissing(this.project, commit.slice(0, 12), `has the best-known of ${id}`);
    }
    const project = await checkOut(this.project, commit);
    const side = await openSide(project);
    return { project, ...(await loadSide(side, this.ids)) };
  }
}
