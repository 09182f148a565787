import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/**
 * The import law. `model` and `support` are the ground; a stage imports those and itself; the pipeline composes the
 * stages; the command line sees the pipeline and the ground's nouns; targets import the package by its name, as a
 * user's project does.
 */
const ROOT = fileURLToPath(new URL("..", import.meta.url));

const STAGES = [
  "declare",
  "load",
  "plan",
  "build",
  "verify",
  "measure",
  "count",
  "analyse",
  "record",
  "render",
  "edit",
  "pack",
  "machine",
];
const GROUND = ["model", "support"];

interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** The room of a file: `harness/build`, `bench`, `targets`. */
function room(path: string): string {
  const [top = "", second = ""] = path.split("/");
  if (top !== "harness") return top;
  if (second === "index.ts") return "harness/index";
  return `harness/${second.replace(/\.ts$/, "")}`;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.includes("fixtures"))
    .map((name) => join(folder, name));
}

/** Static and dynamic imports of project files, tests aside: they may reach further to set a scene. */
function arrows(): Arrow[] {
  const files = ["bench", "harness", "targets"].flatMap(sources).filter((file) => !/\.test\.ts$/.test(file));
  return files.flatMap((from) => {
    const text = readFileSync(join(ROOT, from), "utf8");
    const specifiers = [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"]+)"/g)].map(
      (m) => m[1] as string,
    );
    return specifiers
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => ({
        from,
        to: relative(ROOT, resolve(ROOT, dirname(from), specifier)).replace(/\.js$/, ".ts"),
      }));
  });
}

function allowed({ from, to }: Arrow): boolean {
  const [a, b] = [room(from), room(to)];
  if (a === b || to === "package.json") return true;
  if (from.includes("/testing/")) return true;
  if (a === "targets") return false;
  if (a === "bench")
    return b === "harness/pipeline" || b === "harness/model" || to === "harness/support/problem.ts";
  if (GROUND.map((g) => `harness/${g}`).includes(b)) return true;
  if (a === "harness/index") return b === "harness/declare";
  if (a === "harness/pipeline") return STAGES.map((stage) => `harness/${stage}`).includes(b);
  return false;
}

/** Any cycle among rooms, as a path; null without one. */
function cycle(edges: readonly Arrow[]): string[] | null {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    const [a, b] = [room(from), room(to)];
    if (a !== b) next.set(a, (next.get(a) ?? new Set()).add(b));
  }
  const done = new Set<string>();
  const visit = (at: string, path: string[]): string[] | null => {
    if (path.includes(at)) return [...path.slice(path.indexOf(at)), at];
    if (done.has(at)) return null;
    for (const to of next.get(at) ?? []) {
      const found = visit(to, [...path, at]);
      if (found) return found;
    }
    done.add(at);
    return null;
  };
  for (const start of next.keys()) {
    const found = visit(start, []);
    if (found) return found;
  }
  return null;
}

describe("the import law", () => {
  const all = arrows();

  it("sees the imports at all", () => {
    expect(all.length).toBeGreaterThan(200);
    expect(all).toContainEqual({ from: "harness/pipeline/run.ts", to: "harness/measure/index.ts" });
  });

  it("allows every arrow there is", () => {
    expect(all.filter((arrow) => !allowed(arrow))).toEqual([]);
  });

  it("would forbid what it forbids", () => {
    expect(allowed({ from: "harness/verify/index.ts", to: "harness/measure/driver.ts" })).toBe(false);
    expect(allowed({ from: "harness/model/target.ts", to: "harness/load/targets.ts" })).toBe(false);
    expect(allowed({ from: "bench/commands/run.ts", to: "harness/record/append.ts" })).toBe(false);
    expect(allowed({ from: "targets/sampling/greedy/target.ts", to: "harness/index.ts" })).toBe(false);
  });

  it("has no cycle between rooms", () => {
    // model and support are one ground: support works on model's nouns, which name its error type in one place.
    expect(
      cycle(
        all.filter(({ from, to }) => !(room(from) === "harness/model" && room(to) === "harness/support")),
      ),
    ).toBeNull();
  });
});
