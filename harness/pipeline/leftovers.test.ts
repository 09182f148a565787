import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { clearLeftovers } from "./leftovers.js";

test("files of processes that are gone are deleted, those of living ones and strangers stay", async () => {
  const project = temporaryProject();
  const { pid: gone } = spawnSync(process.execPath, ["--version"]);
  const kept = [`${process.pid}-1.1-tiny.inputs`, `status-${process.pid}-0`, "1-of-init.inputs", "notes"];
  for (const name of [...kept, `${gone}-1.1-tiny.inputs`, `status-${gone}-3`, `status-${gone}-3.out`])
    project.write(`.pawl/run/${name}`, "");
  const folder = join(project.scratch, "run");
  await clearLeftovers(folder);
  expect(readdirSync(folder).sort()).toEqual([...kept].sort());
  await clearLeftovers(join(folder, "absent"));
});
