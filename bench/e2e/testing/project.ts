import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { giveBuilds, takeBuilds } from "../../../harness/support/testing/builds.js";

/** Folder of this package, absolute. */
export const PACKAGE = fileURLToPath(new URL("../../..", import.meta.url));
const FIXTURES = join(PACKAGE, "bench", "e2e", "fixtures");
/** The built command. */
export const CLI = join(PACKAGE, "dist", "cli.js");

/** What a command left behind. */
export interface Finished {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** All of stdout as exactly one JSON document; throws with what was printed when it is none. */
  json<T>(): T;
}

/** A command that may still run. */
export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves as soon as stderr contains `text`; throws when the command ends without it. */
  said(text: string): Promise<void>;
}

/** A project in a temporary folder. */
export interface TestProject {
  readonly root: string;
  /** Runs the built `bench` in the project. */
  bench(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished>;
  /** The same without waiting. */
  start(args: readonly string[], env?: Readonly<Record<string, string>>): Running;
  path(file: string): string;
  has(file: string): boolean;
  read(file: string): string;
  write(file: string, text: string): void;
}

/**
 * Copies a project of `fixtures/`, or any folder given by absolute path, or nothing (null) to a temporary folder. That is
 * deleted when the test is over, or when `after` (vitest's `afterAll`, for a project that tests share) says so.
 */
export function openProject(
  fixture: string | null,
  after: (cleanup: () => void) => void = onTestFinished,
): TestProject {
  if (!existsSync(CLI))
    throw new Error(`${CLI} is missing: \`npm run build\` makes it, and \`npm test\` does so first`);
  const root = realpathSync(mkdtempSync(join(tmpdir(), "pawl-e2e-")));
  const scratch = join(root, ".pawl");
  const running = new Set<ChildProcess>();
  after(() => {
    // A test that timed out has left it; it would hold the machine's lock while all others wait.
    for (const child of running) child.kill("SIGKILL");
    rmSync(root, { recursive: true, force: true });
  });
  if (fixture !== null) cpSync(resolve(FIXTURES, fixture), root, { recursive: true });
  const start: TestProject["start"] = (args, env = {}) => {
    const replaced = statSync(scratch, { throwIfNoEntry: false })?.isFile();
    // A folder without targets is to stay as it is.
    if (existsSync(join(root, "targets")) && !replaced) takeBuilds(scratch);
    const started = run(process.execPath, [CLI, ...args], root, env);
    running.add(started.child);
    started.child.once("close", () => {
      running.delete(started.child);
      giveBuilds(scratch);
    });
    return started;
  };
  const path = (file: string) => join(root, file);
  return {
    root,
    start,
    bench: (args, env) => start(args, env).finished,
    path,
    has: (file) => existsSync(path(file)),
    read: (file) => readFileSync(path(file), "utf8"),
    write(file, text) {
      mkdirSync(dirname(path(file)), { recursive: true });
      writeFileSync(path(file), text);
    },
  };
}

/** Variables about how the tests were started; those of `npm test` would make npm work on this package instead. */
const OF_THIS_PROCESS =
  /^(NODE_OPTIONS|FORCE_COLOR|INIT_CWD|npm_(?!config_(registry|cache|userconfig|globalconfig)$).*)$/;

/** Runs any program, quietly and without colours. */
export function run(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Running {
  const inherited = Object.entries(process.env).filter(([name]) => !OF_THIS_PROCESS.test(name));
  const child = spawn(file, args, {
    cwd,
    env: { ...Object.fromEntries(inherited), NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => {
      const json = <T>(): T => {
        try {
          return JSON.parse(stdout) as T;
        } catch (error) {
          const end = signal === null ? `exit code ${exitCode}` : signal;
          const printed = `stdout:\n${stdout}\nstderr:\n${stderr}`;
          throw new Error(`stdout is not one JSON document (${end}); ${printed}`, { cause: error });
        }
      };
      resolve({ exitCode, signal, stdout, stderr, json });
    });
  });
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => stderr.includes(text) && resolve();
      child.stderr.on("data", look);
      child.once("close", () => reject(new Error(`ended without saying "${text}":\n${stderr}`)));
      look();
    });
  return { child, finished, said };
}
