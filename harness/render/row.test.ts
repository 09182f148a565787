import { expect, test } from "vitest";
import type { MeasurementRecord } from "../model/record.js";
import { sampleMeasured, sampleRecord, sampleSummary, sampleUnmeasured } from "../support/testing/records.js";
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

function notes(variants: MeasurementRecord["variants"] | null): string {
  const record =
    variants && sampleRecord({ target: "G.1", workload: "batch1", variants, warnings: [], best: null });
  const chosen = record && { record, stale: false };
  const row = { workload: "batch1", status: "NOT_STARTED", stale: false, chosen, others: [] } as const;
  return rowView(summary, row, record?.machine ?? null).notes;
}

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
