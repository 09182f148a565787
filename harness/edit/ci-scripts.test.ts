import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { renderCi } from "./ci.js";
import { scene, tool } from "./testing/runner.js";

/** Scripts of the workflows, run as a runner does. */

const [bench, comment] = [...(await renderCi({ branch: "main", folder: "", locked: true })).values()].map(
  (text) => parse(text) as { jobs: { [job: string]: { steps: { name?: string; run: string }[] } } },
);
const scriptOf = (workflow: typeof bench, job: string, name: string): string =>
  workflow?.jobs[job]?.steps.find((step) => step.name === name)?.run ?? "";

it("keep: what was adopted lands on a branch that has moved on, with a table of its own", () => {
  const { place, bash } = scene();
  const { root } = place;
  // The table counts the records, and must not see the token.
  tool(place, "npx", 'cat results/*/*.jsonl | wc -l > tracking.md; echo "token: $GH_TOKEN" >> tracking.md');
  place.write(".gitconfig", "[user]\nname = a\nemail = a@b.c\n[init]\ndefaultBranch = main\n");
  const prepared = bash(
    `git init -q --bare origin.git && git clone -q origin.git a && cd a && mkdir -p results/m
     echo 1 > results/m/5.1.jsonl && git add . && git commit -qm one && git push -q origin HEAD:main
     git clone -q ../origin.git ../b && cd ../b && echo 2 >> results/m/5.1.jsonl && echo x > source
     git add . && git commit -qm two && git push -q origin HEAD:main
     cd ../a && echo 3 >> results/m/5.1.jsonl && echo '{}' > results/m/ratchet.json`,
    root,
  );
  expect(prepared.status, prepared.output).toBe(0);
  const ran = bash(scriptOf(bench, "keep", "Commit and push"), `${root}/a`, {
    BRANCH: "main",
    GH_TOKEN: "t",
  });
  expect(ran.status, ran.output).toBe(0);
  expect(bash("cd b && git pull -q origin main && git log --format=%s", root).output).toBe(
    "Record what the ratchet measured\ntwo\none\n",
  );
  expect(place.read("b/results/m/5.1.jsonl").split("\n").sort()).toEqual(["", "1", "2", "3"]);
  expect(place.read("b/results/m/ratchet.json")).toBe("{}\n");
  expect(place.read("b/tracking.md")).toBe("3\ntoken: \n");
});

it.each([0, 3])("ratchet: exit code %d stays, and the report is in the summary", (code) => {
  const { place, bash } = scene();
  tool(
    place,
    "npx",
    `case "$2" in ratchet) echo '{}'; exit ${code} ;; report) cat "$3"; echo report ;; esac`,
  );
  const env = { GITHUB_STEP_SUMMARY: `${place.root}/summary` };
  const ran = bash(scriptOf(bench, "ratchet", "Hold today against the best-known"), place.root, env);
  expect(ran).toEqual({ status: code, output: "" });
  expect(place.read("summary")).toBe("{}\nreport\n");
  expect(place.read("pawl/ratchet.json")).toBe("{}\n");
});

/** A `gh` that answers from files, and notes what it is asked to write. */
const GH = `case "$*" in
  *" repos/o/r/pulls "*) cat "$RUNNER_TEMP/pulls.json" ;;
  *"--paginate"*) cat "$RUNNER_TEMP/comments.json" ;;
  *) echo "$@" >> "$RUNNER_TEMP/written" ;;
esac`;
/** GitHub's machines have it; not every other one does. */
const jq = spawnSync("jq", ["--version"]).status === 0;
const MARKED = "<!-- pawl:ratchet -->\nold";

it.skipIf(!jq)("profile: what became slower or faster, and one that fails hinders no other", () => {
  const { place, bash } = scene();
  tool(place, "npx", 'shift; echo "$@"; [ "$2" != 1.1 ]');
  const cases = ["regression", "unchanged", "improvement"].map((outcome, i) => ({
    ...{ outcome, target: `1.${i + 1}`, workload: "w", variant: "v" },
  }));
  place.write("pawl/ratchet.json", JSON.stringify({ cases }));
  const ran = bash(scriptOf(bench, "ratchet", "Profile what became slower, or much faster"), place.root);
  expect(ran).toEqual({ status: 0, output: "no profile of 1.1 w v\n" });
  expect(readdirSync(`${place.root}/profile`).sort()).toEqual(["1.1.w.v.json", "1.3.w.v.json"]);
  expect(place.read("profile/1.3.w.v.json")).toBe(
    "run 1.3 --workload w --variant v --detail --no-record --json\n",
  );
});

it.skipIf(!jq).each([
  [
    "makes a comment",
    [{ user: { login: "mallory" }, body: MARKED, id: 1 }],
    "--method POST repos/o/r/issues/7/comments",
  ],
  [
    "edits its own",
    [
      { user: { login: "github-actions[bot]" }, body: "another bot's", id: 2 },
      { user: { login: "github-actions[bot]" }, body: MARKED, id: 3 },
    ],
    "--method PATCH repos/o/r/issues/comments/3",
  ],
])("comment: %s", (_, comments, request) => {
  const { place, bash } = scene();
  tool(place, "gh", GH);
  place.write(
    "pulls.json",
    JSON.stringify([
      { number: 6, head: { sha: "b" } },
      { number: 7, head: { sha: "a" } },
    ]),
  );
  place.write("comments.json", `[]${JSON.stringify(comments)}`);
  const env = { GITHUB_REPOSITORY: "o/r", HEAD: "mallory:$(touch pwned)`x`", HEAD_SHA: "a" };
  const { status, output } = bash(
    scriptOf(comment, "comment", "Comment, or edit the comment"),
    place.root,
    env,
  );
  expect({ status, output }).toEqual({ status: 0, output: "" });
  const file = `${realpathSync(place.root)}/comment.md`;
  expect(readFileSync(`${place.root}/written`, "utf8")).toBe(`api --silent ${request} -F body=@${file}\n`);
});

it.skipIf(!jq)("comment: a pull request that has moved on is left alone", () => {
  const { place, bash } = scene();
  tool(place, "gh", GH);
  place.write("pulls.json", JSON.stringify([{ number: 7, head: { sha: "newer" } }]));
  const env = { GITHUB_REPOSITORY: "o/r", HEAD: "o:b", HEAD_SHA: "a" };
  const ran = bash(scriptOf(comment, "comment", "Comment, or edit the comment"), place.root, env);
  expect(ran).toEqual({ status: 0, output: "No open pull request is at a any more.\n" });
});
