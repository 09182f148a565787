import { type ChildProcess, fork } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Death, Outcome, SessionSpec } from "../model/executor.js";
import { nativeEnvironment } from "../support/environment.js";
import { packageRoot } from "../support/package.js";
import { imageFileOf } from "./images.js";
import type { Reply, Request, Told } from "./protocol.js";
import { environmentOf, type Sanitized, splitReport } from "./sanitized.js";
import { initialStatus, readStatus } from "./status.js";

/** Bytes kept of what a worker prints, the last ones: they say why it died. */
const PRINTED_LIMIT = 4096;
/** Bytes read of it, with what a sanitizer reports behind. */
const OUTPUT_LIMIT = 2 ** 20;

/** One worker process, seen from the parent. Never throws for what native code does: deaths are data. */
export class WorkerProcess {
  readonly statusFile: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<Death>;
  /** What it prints goes to a file: a variant cannot block on it, and each call can be told how much it printed. */
  readonly #printedFile: string;
  /** How much of that was there when the request in progress began. */
  #printedBefore = 0;
  #opened: Told<SessionSpec> | undefined;
  #timedOut = false;
  #aborted = false;
  #gone = false;

  constructor(
    scratch: string,
    serial: number,
    private readonly sanitized: Sanitized | null,
  ) {
    this.statusFile = join(scratch, `status-${process.pid}-${serial}`);
    this.#printedFile = `${this.statusFile}.out`;
    writeFileSync(this.statusFile, initialStatus());
    const printed = openSync(this.#printedFile, "a+");
    this.#child = fork(join(packageRoot, "dist", "worker.js"), [], {
      detached: true, // a process group of its own, which can be killed with all that it started
      serialization: "advanced",
      stdio: ["ignore", printed, printed, "ipc"],
      execArgv: [],
      env: {
        ...nativeEnvironment(process.env),
        ...(sanitized ? environmentOf(sanitized.runtime) : {}),
      },
    });
    closeSync(printed);
    const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      const settle = (code: number | null, signal: NodeJS.Signals | null) => {
        if (this.#gone) return;
        this.#killGroup(); // what it started does not outlive it
        this.#gone = true;
        resolve([code, signal]);
      };
      this.#child.once("exit", settle);
      this.#child.once("error", () => settle(1, null)); // it could not be started at all
    });
    this.#exited = ended.then(([code, signal]) => {
      const death = this.#death(code, signal);
      rmSync(this.statusFile, { force: true });
      rmSync(this.#printedFile, { force: true });
      rmSync(imageFileOf(this.statusFile), { force: true });
      return death;
    });
    this.#exited.catch(() => {}); // thrown at those who wait for it: its files were deleted under it
  }

  /** Sends a request and waits for its reply, its death, or `timeout` seconds without a sign of life. */
  async ask<T>(request: Request, timeout: number): Promise<Outcome<T>> {
    let answered: (reply: Reply) => void = () => {};
    if (request.kind === "open") this.#opened = request.spec;
    const reply = new Promise<Reply>((resolve) => {
      answered = resolve;
    });
    this.#child.once("message", answered);
    const watchdog = this.#watch(timeout);
    try {
      if (!this.#gone) this.#printedBefore = statSync(this.#printedFile).size;
      this.#child.send(request, () => {}); // a dead worker is found by its exit
      const first = await Promise.race([reply, this.#exited]);
      if (!("ok" in first)) return { ok: false, death: first };
      if (first.ok) return { ok: true, value: first.value as T };
      const { ok: _, ...why } = first;
      return { ok: false, death: { kind: "refused", ...why, printed: this.#output().printed } };
    } finally {
      clearInterval(watchdog);
      this.#child.off("message", answered);
    }
  }

  /** Lets it end in order; kills it when it does not within two seconds. */
  async end(): Promise<void> {
    this.#child.send({ kind: "close" } satisfies Request, () => {});
    const timer = setTimeout(() => this.#killGroup(), 2000);
    await this.#exited;
    clearTimeout(timer);
  }

  async kill(): Promise<void> {
    this.#aborted = true;
    this.#killGroup();
    await this.#exited;
  }

  #watch(timeout: number): NodeJS.Timeout {
    let beat = this.#gone ? 0n : readStatus(this.statusFile).beat;
    return setInterval(() => {
      if (this.#gone) return;
      const now = readStatus(this.statusFile).beat;
      if (now !== beat) {
        beat = now; // slow, not hung
        return;
      }
      this.#timedOut = true;
      this.#killGroup();
    }, timeout * 1000);
  }

  #death(code: number | null, signal: NodeJS.Signals | null): Death {
    const { library, overrun, fault, outlived, foreign } = readStatus(this.statusFile);
    const { printed, report } = this.#output();
    return {
      kind: this.#aborted ? "aborted" : this.#timedOut ? "timeout" : signal ? "signal" : "exit",
      signal: signal ?? undefined,
      outlived,
      foreign,
      exitCode: code ?? undefined,
      library: library < 0 ? undefined : library,
      overrun,
      fault,
      report: this.#keep(report, library),
      printed,
    };
  }

  #output(): { readonly printed: string; readonly report: string | null } {
    const output = readFileSync(this.#printedFile)
      .subarray(this.#printedBefore)
      .subarray(-OUTPUT_LIMIT)
      .toString("utf8");
    const { printed, report } = this.sanitized ? splitReport(output) : { printed: output, report: null };
    return { printed: printed.slice(-PRINTED_LIMIT), report };
  }

  #keep(text: string | null, library: number): Death["report"] {
    if (text === null || !this.sanitized) return undefined;
    const { target = "", libraries = [] } = this.#opened ?? {};
    return { text, file: this.sanitized.keep(target, libraries[library]?.name ?? null, text) };
  }

  #killGroup(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#gone) return; // the number may be another process's by now
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // ESRCH: nobody is left
    }
  }
}
