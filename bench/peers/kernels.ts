import type { PeerKernel } from "../../harness/model/peers.js";
import { runGoogle, type Times } from "./google.js";
import { type Comparison, compareTwins } from "./pawl.js";
import { bestOfGoogle, type GoogleComparison, nextMinTime, series } from "./series.js";

/** pawl's targets and the ways in which Google Benchmark's program times them. */
const KERNELS = [
  { target: "chain", workload: "microseconds", ways: [["loop", "loop"]] },
  {
    target: "update",
    workload: "1.5MB",
    ways: [
      ["paused", "PauseTiming"],
      ["manual", "manual time"],
      ["loop", "loop without restore"],
    ],
  },
  { target: "allocate", workload: "mixed", ways: [["loop", "loop"]] },
] as const;

/** As Google Benchmark's guide advises for random interleaving: many short repetitions, not a few long ones. */
const REPETITIONS = 20;
/** Runs of either tool before those that count: caches get warm, and the minimum time settles. */
const REHEARSALS = 3;

export interface Tools {
  readonly cli: string;
  readonly accuracy: string;
  readonly program: string;
  readonly cpu: string;
}

/** Alternates the tools, the order turned round every time, so that both meet the same noise. */
export function compareKernels(
  tools: Tools,
  comparisons: number,
  note: (line: string) => void,
): PeerKernel[] {
  const contests = KERNELS.map((kernel) => ({
    ...kernel,
    own: [] as Comparison[],
    google: kernel.ways.map(([way, how]) => ({ way, how, minTime: 0.02, made: [] as GoogleComparison[] })),
  }));
  for (let i = -REHEARSALS; i < comparisons; i++) {
    note(
      i < 0 ? `rehearsal ${i + REHEARSALS + 1} of ${REHEARSALS}` : `comparison ${i + 1} of ${comparisons}`,
    );
    for (const { target, workload, own, google } of contests) {
      const turns = [
        () => own.push(compareTwins(tools.cli, tools.accuracy, target, workload)),
        ...google.map((contest) => () => {
          contest.made.push(compareGoogle(tools, target, contest));
        }),
      ];
      for (const turn of i % 2 === 0 ? turns : turns.toReversed()) turn();
      const counted = (made: readonly { readonly seconds: number }[]) =>
        made.slice(-Math.max(1, i + 1)).map(({ seconds }) => seconds);
      for (const contest of google)
        contest.minTime = nextMinTime(contest.minTime, counted(own), counted(contest.made));
    }
  }
  return contests.map(({ target, workload, own, google }) => ({
    target,
    workload,
    series: [
      series("pawl", "", own.slice(REHEARSALS)),
      ...google.map(({ how, made }) => bestOfGoogle(how, made.slice(REHEARSALS))),
    ],
  }));
}

function compareGoogle(
  { program, cpu }: Tools,
  target: string,
  { way, minTime }: { readonly way: string; readonly minTime: number },
): GoogleComparison {
  const { times, seconds } = runGoogle(program, {
    filter: `^${target}/${way}/`,
    repetitions: REPETITIONS,
    minTime,
    cpu,
  });
  const [a, b] = ["a", "b"].map((copy) => times.get(`${target}/${way}/${copy}`)) as [Times, Times];
  return { a, b, seconds };
}
