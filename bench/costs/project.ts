import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A large project made of copies of a real declaration and a real record. */
export function largeProject(root: string, machine: string, targets: number, records: number): string {
  const [file] = readdirSync(join(root, "results", machine)).filter((name) => name.endsWith(".jsonl"));
  if (file === undefined) throw new Error("no record on this machine to copy: npx bench run 5.1");
  const lines = readFileSync(join(root, "results", machine, file), "utf8")
    .trim()
    .split("\n");
  const record = JSON.parse(lines.at(-1) as string) as { run: object; variants: object };

  const project = mkdtempSync(join(tmpdir(), "pawl-costs-"));
  const folder = join(project, "results", machine);
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < targets; i++) {
    const id = `${Math.floor(i / 100) + 1}.${(i % 100) + 1}`;
    const home = join(project, "targets", `group${Math.floor(i / 100) + 1}`, `t${i}`);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "target.ts"), declaration(id));
    writeFileSync(
      join(home, "a.cpp"),
      `#include "pawl/${id}.h"\nvoid scale(float *x, size_t n) { for (size_t i = 0; i < n; i++) x[i] *= 2; }\n`,
    );
    writeFileSync(
      join(home, "b.cpp"),
      `#include "pawl/${id}.h"\nvoid scale(float *x, size_t n) { while (n--) *x++ *= 2; }\n`,
    );
    const copies = Array.from({ length: records }, (_, r) =>
      JSON.stringify({
        ...record,
        target: id,
        workload: "w",
        run: { ...record.run, id: `${i}-${r}`, at: new Date(Date.UTC(2026, 0, 1, 0, i, r)).toISOString() },
      }),
    );
    writeFileSync(join(folder, `${id}.jsonl`), `${copies.join("\n")}\n`);
  }
  return project;
}

const declaration = (id: string): string => `import { defineTarget, inout, normal } from "pawl";

export default defineTarget({
  id: "${id}",
  title: "doubling ${id}",
  kernel: { name: "scale", args: { x: inout("f32", "n"), n: "usize" } },
  workloads: { w: { n: 1_000, x: normal(0, 1) } },
  variants: { a: "a.cpp", b: "b.cpp" },
  baseline: "a",
  optimized: "b",
});
`;
