import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Project } from "../model/project.js";
import { DEFAULT_TEMPLATE, TEMPLATES } from "../model/templates.js";
import { packageRoot } from "../support/package.js";
import { EXIT, ProblemError } from "../support/problem.js";
import { renderTemplate } from "../support/template.js";

const SEGMENT = /^[A-Za-z0-9][\w.-]*$/;

export interface Scaffolded {
  readonly id: string;
  /** Created files, relative to the project root. */
  readonly files: readonly string[];
}

/**
 * Writes a target that runs at once. `name` is an id, or `group/id`: `demo` goes to `targets/demo/`,
 * `sampling/4.3` to `targets/sampling/4.3/`. `existing` are the ids in use. Throws ProblemError BAD_ID,
 * EXISTS or UNKNOWN_TEMPLATE, all with exit code 2.
 */
export async function scaffold(
  project: Project,
  name: string,
  template = DEFAULT_TEMPLATE,
  existing: readonly string[] = [],
): Promise<Scaffolded> {
  const segments = name.split("/");
  if (segments.length > 2 || !segments.every((segment) => SEGMENT.test(segment))) {
    throw refusal(
      "BAD_ID",
      `"${name}" is no id.`,
      "Use letters, digits, `_`, `.` and `-`: `4.3`, or with a group `sampling/4.3`.",
    );
  }
  const id = basename(name);
  if (existing.some((other) => other.toLowerCase() === id.toLowerCase())) {
    throw refusal(
      "EXISTS",
      `There is a target "${id}" already.`,
      "Choose another id; `bench list` shows all.",
    );
  }
  const folder = join("targets", ...segments);
  if (existsSync(join(project.root, folder))) {
    throw refusal(
      "EXISTS",
      `${folder} exists already.`,
      "Choose another id, or a group: `bench new <group>/<id>`.",
    );
  }
  const templates = await filesOf(template);
  const files = templates.map((file) => join(folder, file.replace(/\.hbs$/, "")));
  const contents = await Promise.all(
    templates.map((file) => renderTemplate(join("targets", template, file), { id })),
  );
  await mkdir(join(project.root, dirname(files[0] as string)), { recursive: true });
  await Promise.all(
    files.map((file, i) => writeFile(join(project.root, file), contents[i] as string, { flag: "wx" })),
  );
  return { id, files };
}

async function filesOf(template: string): Promise<string[]> {
  if (!(TEMPLATES as readonly string[]).includes(template)) {
    throw refusal(
      "UNKNOWN_TEMPLATE",
      `There is no template "${template}".`,
      `Use one of ${TEMPLATES.join(", ")}.`,
    );
  }
  return (await readdir(join(packageRoot, "templates", "targets", template))).sort();
}

const refusal = (code: string, message: string, mend: string): ProblemError =>
  new ProblemError({ code, message, mend }, EXIT.usage);
