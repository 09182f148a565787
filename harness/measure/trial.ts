import { median } from "simple-statistics";
import type { Audit } from "../model/executor.js";
import type { Epoch, SamplingPlan, Trial } from "../model/measurement.js";
import { randomStream } from "../support/random.js";
import type { Driver } from "./driver.js";
import { observe } from "./observed.js";
import { roundOrder } from "./order.js";
import { replays } from "./replay.js";

/** Warm-up may take this many times its share before an epoch starts unsettled (the analysis then warns). */
const WARMUP_CAP = 4;
/** Nanoseconds: variants that take longer to set themselves up again stay where they are for the rest of the trial. */
const SLOW_MOVE = 20_000_000;
/** Two successive warm-up blocks whose medians differ by less count as settled. */
const SETTLED = 0.02;

/** One trial in this process: epochs of paired rounds, driven by mitata's `measure` in manual mode. */
export async function measureTrial(
  driver: Driver,
  plan: SamplingPlan,
  seed: number,
  cpus: readonly number[],
  audit: Audit | null,
): Promise<Trial> {
  const { measure } = await import("mitata");
  const pinned = cpus.length > 0 && driver.pin(cpus);
  const variants = plan.variants.length;
  const batch = Uint32Array.from(plan.batch);
  const epochs: Epoch[] = [];
  // Streams, not seed + 1 and so on: the next trial's seed is this one's neighbour.
  const random = randomStream(seed, "trial");
  const draw = () => random.integer(0, 0x7fffffff);
  let instance = draw() & 0xffff;
  let unsettled = 0;
  let moving = true;
  let round = 0;

  const roundsOf = (count: number, timed: boolean) => {
    const order = roundOrder(variants, count, draw());
    const rounds = () => driver.rounds({ order, count, over: plan.rotated, first: instance, batch });
    const taken = timed ? observation.during(rounds) : rounds();
    instance += count * plan.frames;
    return { ...taken, order };
  };
  const elapsed = (work: () => void): number => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start);
  };
  /** In memory and code of its own: until the baseline's block medians stop drifting, or the cap. Whether they stopped. */
  const warmUp = (): boolean => {
    if (epochs.length > 0 && moving) driver.moveLibraries(draw());
    // Another instance makes the state in each epoch; in the last one the first, on which the check afterwards relies.
    driver.remap(Math.max(0, plan.epochs - 1 - epochs.length), plan.frames);
    const count = plan.warmupRounds;
    let spent = 0;
    let last = Number.NaN;
    for (;;) {
      let level = 0;
      spent += elapsed(() => {
        const { samples } = roundsOf(count, false);
        level = median(Array.from({ length: count }, (_, r) => samples[r * variants] as number));
      });
      const settled = Math.abs(level / last - 1) < SETTLED;
      if ((spent >= plan.warmup && settled) || spent >= plan.warmup * WARMUP_CAP) return settled;
      last = level;
    }
  };
  const epoch = () => {
    const preparing = elapsed(() => {
      if (!warmUp()) unsettled++;
    });
    moving &&= preparing < SLOW_MOVE;
    round =
      elapsed(() => epochs.push({ rounds: plan.roundsPerEpoch, ...roundsOf(plan.roundsPerEpoch, true) })) /
      plan.roundsPerEpoch;
    // After the last one every library is asked far more.
    if (audit && epochs.length < plan.epochs) driver.audit(audit);
  };

  const observation = observe(driver, pinned ? cpus : []);
  let calls = 0;
  await measure(
    function* () {
      // mitata calls once to warm itself up; every epoch warms up the kernels by itself.
      yield { manual: () => (calls++ === 0 ? 1 : elapsed(epoch)) };
    },
    { gc: false, warmup_samples: 0, min_samples: plan.epochs, max_samples: plan.epochs, min_cpu_time: 0 },
  );
  const observed = { ...observation.end(), unsettled };
  const replay = replays(driver, plan, round, draw());
  const emptyCalls = plan.batch.map((batch) => driver.emptyCall(batch));
  const devices = plan.variants.map((_, v) => driver.device(v, plan.rotated.first));
  driver.pin([]); // what comes after must not disturb the next trial, which may be under way by then
  return {
    epochs,
    emptyCalls,
    replay,
    ...(devices.every((use) => use === null) ? {} : { devices }),
    clockStep: driver.clockStep(),
    cpus: pinned ? cpus : [],
    observed,
  };
}
