import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { delimiter } from "node:path";
import { type TemporaryProject, temporaryProject } from "../../support/testing/project.js";

/** Runs scripts of workflows as a runner of GitHub Actions does: `bash -eo pipefail`. */

/** A folder whose `bin/` comes first on the PATH. */
export function scene(): {
  place: TemporaryProject;
  bash: (script: string, cwd: string, env?: object) => Ran;
} {
  const place = temporaryProject();
  const bash = (script: string, cwd: string, env = {}) => {
    const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
      cwd,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: `${place.root}/bin${delimiter}${process.env.PATH}`,
        HOME: place.root,
        RUNNER_TEMP: place.root,
        ...env,
      },
    });
    return { status, output: stdout + stderr };
  };
  return { place, bash };
}
interface Ran {
  readonly status: number | null;
  readonly output: string;
}
/** Puts a program of that name first on the PATH. */
export function tool(place: TemporaryProject, name: string, script: string): void {
  place.write(`bin/${name}`, `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(`${place.root}/bin/${name}`, 0o755);
}
