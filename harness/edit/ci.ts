import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Project } from "../model/project.js";
import { mainBranchOf, placeOf } from "../support/git.js";
import { EXIT, ProblemError } from "../support/problem.js";
import { renderTemplate } from "../support/template.js";

/** Workflows for GitHub Actions. */
const WORKFLOWS = ["bench.yml", "bench-comment.yml"] as const;

/** What the workflows of one project differ in from those of another. */
export interface CiView {
  /** On whose pushes results are committed. */
  readonly branch: string;
  /** The project's folder below the top of the repository; `""`: the top itself. */
  readonly folder: string;
  /** Whether there is a `package-lock.json`. */
  readonly locked: boolean;
}

/** In YAML between quotes, and between quotes in a shell, these mean themselves. */
const SUITABLE = /^[\w.+@-]+(\/[\w.+@-]+)*$/;

/** Text of each workflow by its file, relative to the top of the repository. */
export async function renderCi({ branch, folder, locked }: CiView): Promise<ReadonlyMap<string, string>> {
  const view = {
    ...{ branch, folder, locked },
    prefix: folder === "" ? "" : `${folder}/`,
    install: locked ? "npm ci" : "npm install --no-audit --no-fund",
  };
  const texts = await Promise.all(WORKFLOWS.map((name) => renderTemplate(`ci/${name}.hbs`, view)));
  return new Map(WORKFLOWS.map((name, i) => [`.github/workflows/${name}`, texts[i] as string]));
}

export interface WrittenCi {
  readonly branch: string;
  readonly files: readonly { readonly file: string; readonly replaced: boolean }[];
}

/**
 * Writes the workflows at the top of the repository that holds the project. `branch`: default as `mainBranchOf`, else `main`.
 * Throws ProblemError NO_REPOSITORY, BAD_BRANCH, BAD_FOLDER or, without `force`, EXISTS, all with exit code 2.
 */
export async function writeCi(
  project: Project,
  { force, branch: named }: { readonly force: boolean; readonly branch?: string | undefined },
): Promise<WrittenCi> {
  const place = await placeOf(project.root);
  if (place === null) {
    throw refusal(
      "NO_REPOSITORY",
      "Workflows belong to a git repository.",
      project.root,
      "`git init` makes one.",
    );
  }
  const branch = named ?? (await mainBranchOf(project.root)) ?? "main";
  if (!SUITABLE.test(branch)) {
    throw refusal(
      "BAD_BRANCH",
      `"${branch}" is no plain name of a branch.`,
      place.top,
      "Give --branch <name>.",
    );
  }
  const folder = place.prefix.replace(/\/$/, "");
  if (folder !== "" && !SUITABLE.test(folder)) {
    throw refusal(
      "BAD_FOLDER",
      `The project's folder, "${folder}", has characters that are not plain.`,
      place.top,
      "Use letters, digits, `_`, `.`, `+`, `@` and `-` in its name.",
    );
  }
  const locked = existsSync(join(project.root, "package-lock.json"));
  const workflows = await renderCi({ branch, folder, locked });
  const files = [...workflows.keys()].map((file) => ({ file, replaced: existsSync(join(place.top, file)) }));
  const there = files.filter(({ replaced }) => replaced).map(({ file }) => file);
  if (there.length > 0 && !force) {
    throw refusal("EXISTS", `${there.join(" and ")}: there already.`, place.top, "--force writes them anew.");
  }
  for (const [file, text] of workflows) {
    await mkdir(dirname(join(place.top, file)), { recursive: true });
    await writeFile(join(place.top, file), text);
  }
  return { branch, files };
}

const refusal = (code: string, message: string, where: string, mend: string): ProblemError =>
  new ProblemError({ code, message, where, mend }, EXIT.usage);
