import pc from "picocolors";
import { describe, expect, test } from "vitest";
import type { DoctorReport } from "../../harness/model/reports.js";
import { renderDoctor } from "./doctor.js";

const wide = { width: 100, colors: pc.createColors(false) };

describe("doctor", () => {
  const machine: DoctorReport["machine"] = {
    id: "amd-zen4-2c-1f3a",
    cpu: "AMD EPYC 9B14",
    isa: "x86-64-v4",
    features: [],
    cpus: 2,
    caches: [],
    os: "linux x64",
    kernel: "6.1",
    virtual: "KVM",
  };
  const fine = { code: "COMPILER", level: "ok", title: "C++ compiler", detail: "g++ 12.2.0" } as const;

  test("findings with their mends", () => {
    const findings = [
      fine,
      { code: "LOAD_HIGH", level: "warn", title: "load", detail: "1.8 on 2 CPUs", mend: "stop other work" },
      { code: "NO_PERF", level: "bad", title: "hardware counters", detail: "" },
    ] as const;
    expect(
      renderDoctor({ schema: "pawl/doctor@1", machine, findings, problems: [] }, wide),
    ).toMatchInlineSnapshot(`
      "amd-zen4-2c-1f3a
      AMD EPYC 9B14, x86-64-v4, 2 CPUs, linux x64, virtual (KVM)

      ok    C++ compiler       g++ 12.2.0
      warn  load               1.8 on 2 CPUs LOAD_HIGH
            → stop other work
      bad   hardware counters  NO_PERF

      1 to mend, 1 doubt."
    `);
  });

  test("details are wrapped beside their titles in a narrow terminal, mends stay whole", () => {
    const detail = "on: the clock depends on temperature and on the neighbouring cores";
    const mend = "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo";
    const findings = [{ code: "TURBO", level: "warn", title: "turbo", detail, mend } as const];
    const narrow = { ...wide, width: 50, wraps: true };
    expect(
      renderDoctor({ schema: "pawl/doctor@1", machine, findings, problems: [] }, narrow),
    ).toMatchInlineSnapshot(`
      "amd-zen4-2c-1f3a
      AMD EPYC 9B14, x86-64-v4, 2 CPUs, linux x64,
      virtual (KVM)

      warn  turbo  on: the clock depends on temperature
                   and on the neighbouring cores TURBO
            → echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo

      1 doubt."
    `);
  });

  test("all well", () => {
    const report = {
      schema: "pawl/doctor@1",
      machine: { ...machine, virtual: null },
      findings: [fine],
      problems: [],
    } as const;
    expect(renderDoctor(report, wide)).toMatchInlineSnapshot(`
      "amd-zen4-2c-1f3a
      AMD EPYC 9B14, x86-64-v4, 2 CPUs, linux x64

      ok    C++ compiler  g++ 12.2.0

      Everything is in order."
    `);
  });
});
