import type {
  AdoptReport,
  InitReport,
  NewReport,
  PromoteReport,
  TrackReport,
} from "../../harness/model/reports.js";
import { type Style, wrapped } from "./style.js";

/** Reports of the commands that change files: what changed, and the command that follows. */

export function renderTrack({ file, changed, written, problems }: TrackReport, { colors }: Style): string {
  if (written) return `${file} is updated.`;
  if (!changed) return `${file} is up to date.`;
  return problems.length > 0 ? "" : `${file} is out of date.\n${colors.dim("next:")} bench track`;
}

export function renderNew({ id, files }: NewReport, { colors }: Style): string {
  if (files.length === 0) return "";
  return [...files.map((file) => `created ${file}`), `${colors.dim("next:")} bench run ${id}`].join("\n");
}

export function renderPromote({ id, file, from, to }: PromoteReport, { colors }: Style): string {
  if (from === to) return `${to} is already the published change of ${id} (${file}).`;
  const change = from === null ? `optimized is now ${to}` : `optimized was ${from}, is now ${to}`;
  return `${id}: ${change} (${file}).\n${colors.dim("next:")} bench run ${id}`;
}

export function renderInit({ files, branch }: InitReport, style: Style): string {
  const todo = [
    "`bench ratchet`, and commit results/: what the first pull request is held against",
    `commit the workflows; the one that comments works as soon as it is on ${branch}`,
    `if ${branch} only takes pull requests, let the job \`keep\` push to it, or delete that job`,
    "in a private repository, give `check` and `ratchet` the permission `contents: read`",
  ];
  return [
    ...files.map(({ file, replaced }) => `${replaced ? "replaced" : "created"} ${file}`),
    style.colors.dim("next:"),
    ...todo.map((line) => wrapped(`- ${line}`, style, 2)),
  ].join("\n");
}

export function renderAdopt({ files }: AdoptReport, { colors }: Style): string {
  if (files.length === 0) return "Nothing in it is new.";
  return [...files.map((file) => `wrote ${file}`), `${colors.dim("next:")} bench track`].join("\n");
}
