import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import handlebars from "handlebars";
import type { DoctorReport } from "../../harness/model/reports.js";
import { type Command, timeAgainstNode } from "./processes.js";
import { largeProject } from "./project.js";

/**
 * What the command line itself costs, timed as whole processes and written to results/<machine>/costs.{json,md}.
 * Run it on a quiet machine: npm run costs
 */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CLI = join(ROOT, "dist", "cli.js");
const RUNS = 21;
const PAIR = ["run", "5.1", "--variant", "multiply"];
const TARGETS = 1000;
const RECORDS = 20;

const { machine } = JSON.parse(
  spawnSync(process.execPath, [CLI, "doctor", "--json"], { cwd: ROOT, encoding: "utf8" }).stdout,
) as DoctorReport;
const version = (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string }).version;

const large = largeProject(ROOT, machine.id, TARGETS, RECORDS);
try {
  const many = `${TARGETS.toLocaleString("en-US")} targets with ${RECORDS} records each`;
  const commands: Command[] = [
    { name: "`bench --help`", args: [CLI, "--help"], cwd: ROOT },
    { name: "`bench run --help`", args: [CLI, "run", "--help"], cwd: ROOT },
    { name: "`bench list`", args: [CLI, "list"], cwd: ROOT },
    { name: "`bench track`", args: [CLI, "track"], cwd: ROOT },
    // A whole comparison of two variants, everything built: from the command to the verdict.
    { name: `\`bench ${PAIR.join(" ")}\``, args: [CLI, ...PAIR, "--no-record"], cwd: ROOT },
    { name: `\`bench list\`, ${many}`, args: [CLI, "list"], cwd: large },
    { name: `\`bench track\`, ${many}`, args: [CLI, "track"], cwd: large },
  ];
  const costs = commands.map((command) => {
    console.error(`timing ${command.name}`);
    return timeAgainstNode(command, RUNS);
  });
  const folder = join(ROOT, "results", machine.id);
  mkdirSync(folder, { recursive: true });
  const report = {
    schema: "pawl/costs@1",
    version,
    node: process.version,
    machine: machine.id,
    cpu: machine.cpu,
    costs,
  };
  writeFileSync(join(folder, "costs.json"), `${JSON.stringify(report, null, 2)}\n`);
  const template = handlebars.compile(readFileSync(join(ROOT, "templates", "costs.md.hbs"), "utf8"), {
    noEscape: true,
    strict: true,
  });
  const rows = costs.map((cost) => ({
    name: cost.name,
    ratio: `${cost.ratio.toFixed(2)}×`,
    median: cost.median_ms.toFixed(0),
    min: cost.min_ms.toFixed(0),
    max: cost.max_ms.toFixed(0),
  }));
  const text = template({ ...report, rows, runs: RUNS });
  writeFileSync(join(folder, "costs.md"), text);
  process.stdout.write(text);
} finally {
  rmSync(large, { recursive: true, force: true });
}
