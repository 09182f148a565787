import * as v from "valibot";
import { expect, test } from "vitest";
import { sampleMachine, sampleMeasured, sampleRecord, sampleSummary } from "../../support/testing/records.js";
import { csv } from "./csv.js";
import { ALL, everything } from "./testing/exported.js";

/** Records of a file as RFC 4180, section 2, defines it; throws where it does not. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let end = 0;
  for (const { 0: whole, 1: quoted, 2: plain = "", 3: after, index } of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    if (index !== end) throw new Error(`not CSV at ${end}: ${text.slice(end, end + 40)}`);
    end = index + whole.length;
    if (index === text.length) break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (after === "\r\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

const number = v.pipe(v.string(), v.decimal());
const maybe = <T extends v.GenericSchema<string>>(schema: T) => v.union([v.literal(""), schema]);
const flag = v.picklist(["true", "false"]);
const text = v.string();
const times = { median_us: "", mean_us: "", stddev_us: "", p95_us: "", min_us: "" };
const schema = v.strictObject({
  ...{ name: text, group: text, target: text, title: text, workload: text, variant: text },
  role: v.picklist(["baseline", "optimized", ""]),
  state: v.picklist(["measured", "skipped", "built", "invalid", "failed"]),
  ...{ median_us: maybe(number), mean_us: maybe(number), stddev_us: maybe(number) },
  ...{ p95_us: maybe(number), min_us: maybe(number), device_us: maybe(number) },
  ...{ gb_per_s: maybe(number), gflop_per_s: maybe(number), items_per_s: maybe(number) },
  ...{ ratio: maybe(number), ratio_low: maybe(number), ratio_high: maybe(number), confidence: maybe(number) },
  verdict: v.picklist(["faster", "slower", "equivalent", "inconclusive", ""]),
  ...{ margin: number, trials: number, rounds: number, kept: number, warnings: text },
  ...{ problem: text, message: text, note: text, stale: flag, machine: text, device: text },
  measured_at: v.pipe(v.string(), v.isoTimestamp()),
  ...{ commit: text, dirty: flag, compiler: text, flags: text },
});

test("a line per variant, measured or not", async () => {
  const whole = csv(everything);
  const [header = [], ...rows] = parseCsv(whole);
  const entries = rows.map((row) => {
    expect(row).toHaveLength(header.length);
    return v.parse(schema, Object.fromEntries(header.map((column, i) => [column, row[i]])));
  });
  expect(entries.map(({ name }) => name)).toEqual(ALL);
  expect(entries[1]).toMatchObject({
    title: 'temp "scaling", div->mul <fast> & more',
    role: "optimized",
    median_us: "19.03186",
    note: 'misses by 1 ULP, "at most"\n| see `claim`',
  });
  expect(entries[3]).toMatchObject({ state: "invalid", ...times, ratio: "", problem: "WRONG_OUTPUT" });
  await expect(whole).toMatchFileSnapshot("golden/csv.csv.golden");
});

test("a device is said to be what its machine knows of it", () => {
  const name = "pthread-skylake";
  const device = { api: "opencl", kind: "cpu", name, platform: null, driver: "3.1" } as const;
  const rest = { memory_bytes: 2 ** 34, link: null, clock_mhz: null, uuid: null };
  const variants = { divide: { ...sampleMeasured(2), device: name } };
  const text = csv({
    machine: { id: "a", description: { ...sampleMachine(), devices: [{ ...device, ...rest }] } },
    cases: [{ target: sampleSummary(), record: sampleRecord({ variants }), stale: false }],
  });
  const [header = [], row = []] = parseCsv(text);
  expect(row[header.indexOf("device")]).toBe("pthread-skylake (CPU, OpenCL)");
});
