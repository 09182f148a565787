import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Project } from "../../model/project.js";

/** A project of its own in a temporary folder, gone when the test is over. */
export interface TemporaryProject extends Project {
  write(file: string, text: string): void;
  read(file: string): string;
}

export function temporaryProject(): TemporaryProject {
  const project = lastingProject();
  onTestFinished(project.remove);
  return project;
}

/** One that several tests share: made in `beforeAll`, removed in `afterAll`. */
export function lastingProject(): TemporaryProject & { readonly remove: () => void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "pawl-test-")));
  mkdirSync(join(root, "targets"));
  return {
    root,
    remove: () => rmSync(root, { recursive: true, force: true }),
    targets: join(root, "targets"),
    results: join(root, "results"),
    tracking: join(root, "tracking.md"),
    scratch: join(root, ".pawl"),
    write(file, text) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    },
    read: (file) => readFileSync(join(root, file), "utf8"),
  };
}

/** Text of a declaration that is right; `extra` goes into the object, `prelude` before it. */
export const sampleDeclaration = (id: string, extra = "", prelude = ""): string => `
import { defineTarget, input, normal, output, ulp } from "pawl";
${prelude}
export default defineTarget({
  id: ${JSON.stringify(id)},
  title: "scale",
  kernel: { name: "scale", args: { x: input("f32", "n"), y: output("f32", "n"), n: "usize" } },
  workloads: { small: { n: 16, x: normal(0, 1) } },
  variants: { plain: "plain.cpp", fast: { source: "../shared/fast.cpp", requires: ["avx2"], note: "wide" } },
  baseline: "plain",
  ${extra}
});
`;
