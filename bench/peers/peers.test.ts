import { describe, expect, it } from "vitest";
import { parseOutput, type Times } from "./google.js";
import { bestOfGoogle, nextMinTime, series } from "./series.js";

/** As Google Benchmark 1.7.1 prints it, shortened. */
const line = (name: string, real: number, cpu: number, parts: object = {}) => ({
  ...{ name, run_name: name, run_type: "iteration", repetitions: 2, threads: 1, iterations: 3589 },
  ...{ real_time: real, cpu_time: cpu, time_unit: "ns" },
  ...parts,
});
const output = (...benchmarks: object[]) =>
  JSON.stringify({ context: { num_cpus: 2, library_build_type: "release" }, benchmarks });

describe("Google Benchmark's output", () => {
  it("is read as repetitions by name, aggregates left out", () => {
    const found = parseOutput(
      output(
        line("chain/loop/a", 7597.2, 7577.3),
        line("update/manual/b/manual_time", 14.1e3, 44e3),
        line("chain/loop/a", 8550.9, 7401.8),
        line("chain/loop/a_mean", 8074, 7489.5, { run_type: "aggregate", aggregate_name: "mean" }),
      ),
    );
    expect([...found]).toEqual([
      ["chain/loop/a", { real: [7597.2, 8550.9], cpu: [7577.3, 7401.8] }],
      ["update/manual/b", { real: [14.1e3], cpu: [44e3] }],
    ]);
  });

  it("is refused when a benchmark failed, or counts in another unit", () => {
    const failed = output(line("chain/loop/a", 0, 0, { error_occurred: true, error_message: "no memory" }));
    expect(() => parseOutput(failed)).toThrow("chain/loop/a: no memory");
    expect(() => parseOutput(output(line("x", 1, 1, { time_unit: "us" })))).toThrow("x is given in us");
  });
});

describe("series", () => {
  it("has quantiles of |ratio − 1| and the seconds of all", () => {
    const found = series("pawl", "", [
      { ratio: 0.98, seconds: 1 },
      { ratio: 1.01, seconds: 3 },
      { ratio: 1.05, seconds: 2 },
    ]);
    expect(found.error.p50).toBeCloseTo(0.02, 12);
    // Between the second and the third, nine tenths of the way.
    expect(found.error.p95).toBeCloseTo(0.047, 12);
    expect(found.error.max).toBeCloseTo(0.05, 12);
    expect(found.seconds).toEqual({ p50: 2, total: 6 });
  });

  // Real times drift apart, CPU times do not, and the mean of those is closer than their median.
  const a: Times = { real: [100, 130, 100], cpu: [100, 101, 102] };
  const b: Times = { real: [100, 100, 100], cpu: [99, 102, 102] };
  const comparisons = [{ a, b, seconds: 1 }];

  it("takes Google Benchmark's best aggregate", () => {
    expect(bestOfGoogle("loop", comparisons)).toMatchObject({
      tool: "Google Benchmark",
      method: "loop, median real time",
      ratios: [1],
    });
    const skewed = [{ a: { ...a, real: [130, 130, 130] }, b, seconds: 1 }];
    expect(bestOfGoogle("loop", skewed).method).toBe("loop, mean CPU time");
  });

  it("knows that manual times have no CPU time", () => {
    const skewed = [{ a: { ...a, real: [130, 130, 130] }, b, seconds: 1 }];
    expect(bestOfGoogle("manual time", skewed).method).toMatch(/real time$/);
  });
});

describe("the time that Google Benchmark gets", () => {
  it("stays when it takes as long as pawl", () => {
    expect(nextMinTime(0.03, [1.2, 1.2], [1.2, 1.2])).toBeCloseTo(0.03, 12);
  });

  it("makes up for what went before", () => {
    expect(nextMinTime(0.03, [1, 1], [0.8, 1])).toBeCloseTo(0.036, 12);
    expect(nextMinTime(0.03, [1, 1], [1.4, 1])).toBeCloseTo(0.018, 12);
  });

  it("settles after an odd guess", () => {
    // A process takes 0.1 s by itself and 25 × its minimum time.
    let minTime = 0.001;
    const [own, google]: [number[], number[]] = [[], []];
    for (let i = 0; i < 30; i++) {
      own.push(1.2);
      google.push(0.1 + 25 * minTime);
      minTime = nextMinTime(minTime, own, google);
    }
    const total = google.reduce((sum, one) => sum + one, 0);
    expect(total / 36).toBeGreaterThan(0.97);
    expect(total / 36).toBeLessThan(1.03);
  });
});
