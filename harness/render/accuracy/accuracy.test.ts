import { describe, expect, it } from "vitest";
import type { AccuracyReport, Attempt, Scenario, ScenarioReport } from "../../model/accuracy.js";
import type { PeerSeries, PeersReport } from "../../model/peers.js";
import { randomStream } from "../../support/random.js";
import { renderAccuracy } from "./index.js";

const machine = { id: "amd-epyc-zen4-2c-1f3a", cpu: "AMD EPYC", isa: "x86-64-v4" };

/** Made-up attempts that scatter by `sd` around the truth; every eighth estimates it exactly. */
function attempts({ name, truth, margin, runs }: Scenario, sd: number): Attempt[] {
  const random = randomStream(7, name);
  return Array.from({ length: runs }, (_, i) => {
    const estimate = i % 8 === 3 ? truth : truth * Math.exp(random.normal() * sd);
    const half = sd * (1.2 + random.real());
    const low = estimate * Math.exp(-half);
    const high = estimate * Math.exp(half);
    const verdict =
      low > 1 + margin
        ? "faster"
        : high < 1 / (1 + margin)
          ? "slower"
          : low >= 1 / (1 + margin) && high <= 1 + margin
            ? "equivalent"
            : "inconclusive";
    return {
      estimate,
      low,
      high,
      verdict,
      trials: 5,
      kept: 1,
      measuring: 0.5,
      seconds: 0.7 + random.real() * 0.4,
    };
  });
}

function scenario(parts: Partial<Scenario>, sd: number): ScenarioReport {
  const whole: Scenario = {
    name: JSON.stringify(parts),
    kind: "twins",
    condition: "alone",
    target: "chain",
    workload: "microseconds",
    variant: "twin",
    truth: 1,
    margin: 0.01,
    budget: 2,
    runs: 24,
    ...parts,
  };
  const made = attempts(whole, sd);
  const count = (verdict: Attempt["verdict"]) => made.filter((one) => one.verdict === verdict).length;
  return {
    ...whole,
    attempts: made,
    score: {
      runs: whole.runs,
      verdicts: {
        faster: count("faster"),
        slower: count("slower"),
        equivalent: count("equivalent"),
        inconclusive: count("inconclusive"),
      },
      wrong: whole.kind === "at-margin" ? 1 : 0,
      error: { p50: sd * 0.67, p95: sd * 1.96, max: sd * 2.6 },
      half_width: { p50: sd * 1.7, p95: sd * 2.1 },
      covered: made.filter(({ low, high }) => low <= whole.truth && whole.truth <= high).length,
      seconds: { p50: 0.91, p95: 1.08 },
    },
  };
}

const slower = (perMille: number) => ({
  variant: `plus_${perMille}_per_mille`,
  truth: 1 / (1 + perMille / 1000),
});

const report: AccuracyReport = {
  schema: "pawl/accuracy@1",
  machine,
  at: "2026-01-02T03:04:05.678Z",
  version: "0.1.0",
  commit: "0123456789abcdef0123456789abcdef01234567",
  dirty: false,
  compiler: "g++ (Debian 12.2.0) 12.2.0",
  seed: 42,
  complete: true,
  scenarios: [
    scenario({}, 0.00004),
    scenario({ workload: "five_ns" }, 0.0004),
    scenario({ target: "update", workload: "1.5MB" }, 0.0012),
    scenario({ target: "update", workload: "1.5MB", condition: "disturbed" }, 0.004),
    scenario({ kind: "at-margin", margin: 0.003, ...slower(3) }, 0.00006),
    scenario({ kind: "detection", margin: 0.001, ...slower(3) }, 0.0004),
    ...[0.25, 0.5, 1, 2].map((budget) =>
      scenario({ kind: "power", margin: 0.001, budget, runs: 10, ...slower(3) }, 0.0009 / Math.sqrt(budget)),
    ),
  ],
  overhead: { empty_call: 31.25, restore_bias: 14.5 },
  noise_floor: 0.0078,
  goals: [
    { name: "no false verdict at 1 %", found: "0 of 96", wanted: "0", met: true },
    { name: "error | update", found: "p95 0.78 %", wanted: "≤ 0.3 %", met: false },
    { name: "coverage", found: "24 of 24", wanted: "95 %, of at least 200", met: null },
  ],
  problems: [],
};

function series(tool: PeerSeries["tool"], method: string, sd: number): PeerSeries {
  const random = randomStream(8, `${tool} ${method}`);
  const ratios = Array.from({ length: 30 }, () => Math.exp(random.normal() * sd));
  return {
    tool,
    method,
    ratios,
    error: { p50: sd * 0.67, p95: sd * 1.96, max: sd * 2.6 },
    seconds: { p50: 1.12, total: 34 },
  };
}

const peers: PeersReport = {
  schema: "pawl/peers@1",
  machine,
  at: "2026-01-03T00:00:00.000Z",
  versions: { pawl: "0.1.0", google_benchmark: "1.7.1", compiler: "g++ (Debian 12.2.0) 12.2.0" },
  commit: null,
  comparisons: 30,
  kernels: [
    {
      target: "chain",
      workload: "microseconds",
      series: [series("pawl", "", 0.00004), series("Google Benchmark", "loop, median", 0.003)],
    },
    {
      target: "update",
      workload: "1.5MB",
      series: [
        series("pawl", "", 0.0012),
        series("Google Benchmark", "PauseTiming, mean", 0.02),
        series("Google Benchmark", "manual time, median", 0.009),
      ],
    },
  ],
  restore: [
    { tool: "pawl", method: "", bytes: 1_572_864, plain: 2012, bias: 14.2 },
    { tool: "Google Benchmark", method: "PauseTiming", bytes: 1_572_864, plain: 2010, bias: 402 },
  ],
};

const nothing: AccuracyReport = {
  ...report,
  complete: false,
  scenarios: [],
  overhead: null,
  noise_floor: null,
  goals: [],
};

describe("the accuracy page", () => {
  it("shows everything there is to know", async () => {
    for (const [file, text] of await renderAccuracy(report, peers))
      await expect(text).toMatchFileSnapshot(`golden/${file}.golden`);
  });

  it("has every picture that it shows, and shows every picture that it has", async () => {
    const files = await renderAccuracy(report, peers);
    const page = files.get("accuracy.md") as string;
    const shown = [...page.matchAll(/\]\((accuracy-\w+\.svg)\)/g)].map((match) => match[1]);
    expect(shown.toSorted()).toEqual([...files.keys()].filter((file) => file !== "accuracy.md").toSorted());
    expect(shown).toHaveLength(4);
  });

  it("is a page without pictures when it was interrupted at once", async () => {
    const files = await renderAccuracy(nothing, null);
    expect([...files.keys()]).toEqual(["accuracy.md"]);
    expect(files.get("accuracy.md")).toContain("Interrupted");
    expect(files.get("accuracy.md")).toContain("npm run peers");
  });

  it("says of which commit of the project it is, and whether that is all", async () => {
    const pageOf = async (parts: Partial<AccuracyReport>) =>
      (await renderAccuracy({ ...nothing, ...parts }, null)).get("accuracy.md");
    expect(await pageOf({})).toContain(", project commit `0123456789ab`, g++");
    expect(await pageOf({ dirty: true })).toContain(
      ", project commit `0123456789ab` with uncommitted changes, g++",
    );
    expect(await pageOf({ commit: null })).toContain(", project outside git, g++");
  });

  it("escapes names in pictures", async () => {
    const odd = { ...nothing, scenarios: [scenario({ target: "a<b&c" }, 0.001)] };
    const files = await renderAccuracy(odd, null);
    for (const [file, text] of files) if (file.endsWith(".svg")) expect(text).toContain("a&lt;b&amp;c");
  });

  it("draws no coordinate that is not a number", async () => {
    const still = scenario({}, 0);
    for (const text of (await renderAccuracy({ ...report, scenarios: [still] }, peers)).values())
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("gives every row of a table as many cells as its header", async () => {
    const page = (await renderAccuracy(report, peers)).get("accuracy.md") as string;
    const cells = (line: string) => line.replaceAll("\\|", "").split("|").length;
    for (const block of page.split("\n\n").filter((part) => part.startsWith("|"))) {
      const lines = block.trimEnd().split("\n");
      expect(new Set(lines.map(cells)).size, block).toBe(1);
    }
  });
});
