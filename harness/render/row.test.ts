import { expect, test } from "vitest";
import type { Machine } from "../model/machine.js";
import type { MeasurementRecord } from "../model/record.js";
import {
  sampleMachine,
  sampleMeasured,
  sampleRecord,
  sampleSummary,
  sampleUnmeasured,
} from "../support/testing/records.js";
import { detailView } from "./detail.js";
import { rowView } from "./row.js";

const summary = sampleSummary({
  id: "G.1",
  variants: [
    { name: "divide", sources: ["divide.cpp"], requires: [] },
    { name: "multiply", sources: ["multiply.cu"], requires: ["avx2", "cuda"] },
    { name: "other", sources: ["other.cpp"], requires: ["opencl"] },
  ],
});
const COMMAND = "`bench run G.1 --workload batch1` on a machine with `cuda` fills this row";

function views(variants: MeasurementRecord["variants"] | null, machines: readonly Machine[] = []) {
  const record =
    variants && sampleRecord({ target: "G.1", workload: "batch1", variants, warnings: [], best: null });
  const chosen = record && { record, stale: false };
  const row = { workload: "batch1", status: "NOT_STARTED", stale: false, chosen, others: [] } as const;
  return {
    ...rowView(summary, row, record?.machine ?? null, machines),
    remarks: detailView(summary, row, machines)?.remarks,
  };
}

const notes = (variants: MeasurementRecord["variants"] | null): string => views(variants).notes;

test("a row that awaits a device says what fills it", () => {
  expect(notes(null)).toBe(`workload \`batch1\`; optimized \`multiply\`; no record: ${COMMAND}`);
  const built = sampleUnmeasured("built", {
    code: "REQUIRES_MISSING",
    message: "this machine has no CUDA device",
  });
  expect(notes({ divide: sampleMeasured(2), multiply: built })).toMatch(
    new RegExp(`\`multiply\` built: this machine has no CUDA device \\(REQUIRES_MISSING\\); ${COMMAND}$`),
  );
});

test("one that was run there does not", () => {
  expect(notes({ divide: sampleMeasured(2), multiply: sampleMeasured(1) })).not.toContain("fills this row");
});

test("a device is said to be what its machine knows of it: a CPU is never taken for a GPU", () => {
  const name = "pthread-skylake-avx512-AMD EPYC";
  const device = { api: "opencl", kind: "cpu", name, platform: "Portable Computing Language" } as const;
  const rest = { driver: "3.1", memory_bytes: 2 ** 34, link: null, clock_mhz: 2596, uuid: null };
  const machine: Machine = { ...sampleMachine(), devices: [{ ...device, ...rest }] };
  const measured = { ...sampleMeasured(1), device: name, device_us: 0.5 };
  const { notes: short, remarks } = views({ divide: sampleMeasured(2), multiply: measured }, [machine]);
  expect(short).toContain(`\`multiply\` on ${name} (CPU, OpenCL)`);
  expect(remarks).toContain(`\`multiply\` on ${name} (CPU, OpenCL): 0.5000 us of device time`);
});
