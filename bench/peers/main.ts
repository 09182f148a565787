import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { PeersReport } from "../../harness/model/peers.js";
import type { DoctorReport } from "../../harness/model/reports.js";
import { buildGoogle, hasGoogleBenchmark, INSTALL } from "./build.js";
import { versionOf } from "./google.js";
import { compareKernels } from "./kernels.js";
import { runPawl } from "./pawl.js";
import { measureRestore } from "./restore.js";
import { summary } from "./summary.js";

/**
 * pawl and Google Benchmark on the same equal kernels, in turn, each with the same total time; written to
 * results/<machine>/peers.json. Run it on a quiet machine: npm run peers -- [--comparisons 30]
 */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PEERS = join(ROOT, "bench", "peers");
const ACCURACY = join(ROOT, "harness", "native", "accuracy");
const CLI = join(ROOT, "dist", "cli.js");

const { values } = parseArgs({ options: { comparisons: { type: "string", default: "30" } } });
const comparisons = Number(values.comparisons);
if (!Number.isInteger(comparisons) || comparisons < 1)
  stop(2, `--comparisons wants a whole number from 1, not ${values.comparisons}.`);
if (process.platform !== "linux") stop(1, "npm run peers needs Linux: it pins both tools to a CPU.");
if (!hasGoogleBenchmark()) stop(1, INSTALL);

const said = (command: string, ...args: string[]): string =>
  spawnSync(command, args, { cwd: ROOT, encoding: "utf8" }).stdout?.trim() ?? "";

const at = new Date().toISOString();
const { machine } = JSON.parse(said(process.execPath, CLI, "doctor", "--json")) as DoctorReport;
const scratch = mkdtempSync(join(tmpdir(), "pawl-peers-"));
try {
  // Fills pawl's build cache, and generates the headers that the kernels include.
  console.error("building");
  for (const target of ["chain", "update", "allocate"]) runPawl(CLI, ACCURACY, [target, "--variant", "twin"]);
  const program = buildGoogle(PEERS, ACCURACY, scratch);
  // The last CPU allowed: of two, the one that pawl measures on.
  const cpu = /^Cpus_allowed_list:.*?(\d+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0";
  const tools = { cli: CLI, program, cpu };
  const kernels = compareKernels({ ...tools, accuracy: ACCURACY }, comparisons, (line) =>
    console.error(line),
  );
  console.error("measuring what a restore adds");
  const restore = measureRestore({ ...tools, project: join(PEERS, "restore") });

  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  const report: PeersReport = {
    schema: "pawl/peers@1",
    machine: { id: machine.id, cpu: machine.cpu, isa: machine.isa },
    at,
    versions: {
      pawl: version,
      google_benchmark: versionOf(
        program,
        said("pkg-config", "--modversion", "benchmark") || "of unknown version",
      ),
      compiler: said("g++", "--version").split("\n")[0] ?? "",
    },
    commit: said("git", "rev-parse", "HEAD") || null,
    comparisons,
    kernels,
    restore,
  };
  const folder = join(ROOT, "results", machine.id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "peers.json"), `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${summary(report)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function stop(code: number, message: string): never {
  console.error(message);
  process.exit(code);
}
