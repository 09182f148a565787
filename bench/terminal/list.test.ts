import pc from "picocolors";
import { describe, expect, test } from "vitest";
import type { ListReport } from "../../harness/model/reports.js";
import { renderList } from "./list.js";

const wide = { width: 100, colors: pc.createColors(false) };
const narrow = { width: 60, colors: pc.createColors(false) };

describe("list", () => {
  const target = {
    file: "t.ts",
    baseline: "a",
    variants: ["a", "b"],
    workloads: ["w"],
    optimized: null,
    stale: false,
  };
  const report: ListReport = {
    schema: "pawl/list@1",
    targets: [
      {
        ...target,
        id: "4.2",
        title: "penalties (scan->map)",
        group: "samplers",
        status: "COMPLETE",
        optimized: "b",
      },
      {
        ...target,
        id: "5.1",
        title: "temp scaling (div->mul)",
        group: "samplers",
        status: "REJECTED",
        stale: true,
      },
      { ...target, id: "demo", title: "a sum", group: "demo", status: "NOT_STARTED", workloads: ["s", "l"] },
    ],
    problems: [],
  };

  test("100 columns", () => {
    expect(renderList(report, wide)).toMatchInlineSnapshot(`
      "          id    status          title                    optimized  cases
      samplers  4.2   COMPLETE        penalties (scan->map)    b          2 variants × 1 workload
                5.1   REJECTED STALE  temp scaling (div->mul)             2 variants × 1 workload
      demo      demo  NOT_STARTED     a sum                               2 variants × 2 workloads"
    `);
  });

  test("60 columns", () => {
    expect(renderList(report, narrow)).toMatchInlineSnapshot(`
      "samplers
        4.2  COMPLETE  2 variants × 1 workload
          penalties (scan->map)
        5.1  REJECTED STALE  2 variants × 1 workload
          temp scaling (div->mul)
      demo
        demo  NOT_STARTED  2 variants × 2 workloads
          a sum"
    `);
  });

  test("a table that does not fit by one column becomes lines", () => {
    const needed = Math.max(
      ...renderList(report, wide)
        .split("\n")
        .map((line) => line.length),
    );
    expect(renderList(report, { ...wide, width: needed })).toBe(renderList(report, wide));
    expect(renderList(report, { ...wide, width: needed - 1 })).toBe(renderList(report, narrow));
  });

  test("nothing", () => {
    expect(renderList({ ...report, targets: [] }, wide)).toBe("No targets. `bench new <id>` scaffolds one.");
  });
});
