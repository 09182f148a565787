import { median } from "simple-statistics";
import type { RestoreBias } from "../../harness/model/peers.js";
import { runGoogle, type Times } from "./google.js";
import { pawlRestore } from "./pawl.js";

/** Of the buffer restored, as in restore/targets/restore and in peers.cpp. */
const BYTES = 393_216 * 4;
/** Processes of each tool, in turn. */
const TURNS = 5;
const REPETITIONS = 20;
const MIN_TIME = 0.02;

const WAYS = [
  ["paused", "PauseTiming, real time", "real"],
  ["paused", "PauseTiming, CPU time", "cpu"],
  ["manual", "manual time", "real"],
] as const;

interface Tools {
  readonly cli: string;
  /** pawl's project with the same operation. */
  readonly project: string;
  readonly program: string;
  readonly cpu: string;
}

/** Nanoseconds that an untimed restore adds to an operation's time: medians of turns of medians. */
export function measureRestore(tools: Tools): RestoreBias[] {
  const own: { loop: number; restored: number }[] = [];
  const google: ReadonlyMap<string, Times>[] = [];
  for (let i = 0; i < TURNS; i++) {
    own.push(pawlRestore(tools.cli, tools.project));
    const { program, cpu } = tools;
    const options = { filter: "^restore/", repetitions: REPETITIONS, minTime: MIN_TIME, cpu };
    google.push(runGoogle(program, options).times);
  }
  const typical = (way: string, clock: keyof Times) =>
    median(google.map((times) => median([...(times.get(`restore/${way}`) as Times)[clock]])));
  const plain = median(own.map(({ loop }) => loop));
  return [
    {
      tool: "pawl",
      method: "",
      bytes: BYTES,
      plain,
      bias: median(own.map(({ restored }) => restored)) - plain,
    },
    ...WAYS.map(([way, method, clock]) => ({
      tool: "Google Benchmark" as const,
      method,
      bytes: BYTES,
      plain: typical("loop", clock),
      bias: typical(way, clock) - typical("loop", clock),
    })),
  ];
}
