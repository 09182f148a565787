import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../support/package.js";
import { renderCi } from "./ci.js";

/** What the workflows promise, read from them. */

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [name: string]: unknown };
  readonly env?: { readonly [name: string]: string };
}
interface Job {
  readonly permissions?: { readonly [scope: string]: string };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: { readonly [event: string]: unknown };
  readonly permissions: object;
  readonly jobs: { readonly [name: string]: Job };
}

const OWN = { branch: "main", folder: "", locked: true };
const views = [OWN, { branch: "trunk/next", folder: "bench/kernels", locked: false }];
const all = await Promise.all(
  views.map(async (view) => {
    const texts = [...(await renderCi(view)).values()] as [string, string];
    const [bench, comment] = texts.map((text) => parse(text) as Workflow) as [Workflow, Workflow];
    return { ...view, texts, bench, comment };
  }),
);

it("this project's own are what the templates yield for it", async () => {
  for (const [file, text] of await renderCi(OWN)) {
    expect(
      readFileSync(join(packageRoot, file), "utf8"),
      `${file}: \`bench init ci --branch main --force\``,
    ).toBe(text);
  }
});

describe.each(all)("on $branch, in the folder '$folder'", ({ texts, bench, comment, folder, branch }) => {
  const jobs = [bench, comment].flatMap((workflow) => Object.entries(workflow.jobs));
  const steps = jobs.flatMap(([, job]) => job.steps);

  it("nothing is permitted unless a job says so", () => {
    expect(bench.permissions).toEqual({});
    expect(comment.permissions).toEqual({});
    expect(Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions]))).toEqual({
      check: {},
      ratchet: {},
      keep: { contents: "write" },
      comment: { actions: "read", contents: "read", "pull-requests": "write" },
    });
  });

  it("no checkout leaves credentials behind, and the ratchet has the whole history", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts).toHaveLength(jobs.length);
    for (const step of checkouts) expect(step.with?.["persist-credentials"]).toBe(false);
    const [first] = bench.jobs.ratchet?.steps ?? [];
    expect(first?.with?.["fetch-depth"]).toBe(0);
  });

  it("code of a pull request runs with that pull request's rights only", () => {
    expect(Object.keys(bench.on)).toEqual(["pull_request", "push"]);
    expect(bench.on.push).toEqual({ branches: [branch] });
    expect(Object.keys(comment.on)).toEqual(["workflow_run"]);
    for (const text of texts) expect(text).not.toContain("pull_request_target");
    // The trusted job never takes the sources of the run that it tells of.
    for (const { uses, with: given } of comment.jobs.comment?.steps ?? []) {
      if (uses?.startsWith("actions/checkout@")) expect(given).toEqual({ "persist-credentials": false });
    }
  });

  it("no text of an event becomes part of a script", () => {
    for (const { run } of steps) expect(run ?? "").not.toContain("${{");
  });

  it("tokens are given to single steps that run nothing of a pull request", () => {
    const holders = jobs.flatMap(([name, job]) =>
      job.steps
        .filter((step) => /github\.token|secrets\./.test(JSON.stringify(step)))
        .map((step) => `${name}: ${step.uses ?? Object.keys(step.env ?? {}).join(" ")}`),
    );
    expect(holders).toEqual([
      "keep: BRANCH GH_TOKEN",
      "comment: actions/download-artifact@v4",
      "comment: GH_TOKEN HEAD HEAD_SHA",
    ]);
  });

  it("jobs that may write restore no cache, which a pull request may have filled", () => {
    for (const job of [bench.jobs.keep, comment.jobs.comment])
      expect(JSON.stringify(job)).not.toMatch(/"cache/);
  });

  it("actions are GitHub's own, by major version", () => {
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
  });

  it("the artifact of results holds nothing else", () => {
    const upload = bench.jobs.ratchet?.steps.find((step) => step.with?.name === "pawl-results");
    const prefix = folder === "" ? "" : `${folder}/`;
    expect(String(upload?.with?.path).trim().split("\n")).toEqual(
      ["ratchet.json", "machine.json", "*.jsonl"].map((name) => `${prefix}results/*/${name}`),
    );
  });
});
