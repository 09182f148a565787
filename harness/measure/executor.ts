import { mkdirSync } from "node:fs";
import type { Calibration, CallResult, Executor, Outcome, Session, SessionSpec } from "../model/executor.js";
import type { Trial } from "../model/measurement.js";
import { collectImage, imageFileOf } from "./images.js";
import { WorkerProcess } from "./process.js";
import type { CallReply, Request } from "./protocol.js";

/** Granted to a worker before the timeout of what it loads begins: a busy machine takes long to boot Node. */
const BOOT_SECONDS = 5;

/**
 * Runs sessions in worker processes. A spare one boots while another measures, because booting Node takes longer than
 * a short trial. `scratch` is a folder for status files. Once closed, it opens nothing any more.
 */
export function createExecutor(scratch: string): Executor {
  mkdirSync(scratch, { recursive: true });
  const alive = new Set<WorkerProcess>();
  let spare: WorkerProcess | undefined;
  let serial = 0;
  let closed = false;
  const boot = () => {
    const worker = new WorkerProcess(scratch, serial++);
    alive.add(worker);
    return worker;
  };
  return {
    prepare() {
      if (!closed) spare ??= boot();
    },
    async open(spec): Promise<Outcome<Session>> {
      if (closed) return { ok: false, death: { kind: "aborted", printed: "" } };
      const worker = spare ?? boot();
      spare = undefined;
      const opened = await worker.ask<null>(
        { kind: "open", spec, statusFile: worker.statusFile },
        spec.timeout + BOOT_SECONDS,
      );
      if (opened.ok) return { ok: true, value: sessionOf(worker, spec, () => alive.delete(worker)) };
      await worker.kill();
      alive.delete(worker);
      return opened;
    },
    async close() {
      closed = true;
      await Promise.all([...alive].map((worker) => worker.kill()));
      alive.clear();
      spare = undefined;
    },
  };
}

function sessionOf(worker: WorkerProcess, { timeout, layout }: SessionSpec, ended: () => void): Session {
  const called = async (request: Request): Promise<Outcome<CallResult>> => {
    const outcome = await worker.ask<CallReply>(request, timeout);
    if (!outcome.ok) return outcome;
    const { image, ...rest } = outcome.value;
    const own = image?.slice() ?? collectImage(imageFileOf(worker.statusFile), layout.bytes);
    return { ok: true, value: { ...rest, image: own } };
  };
  return {
    call: (request) => called({ kind: "call", request }),
    recall: (request) => called({ kind: "recall", request }),
    calibrate: () => worker.ask<Calibration>({ kind: "calibrate" }, timeout),
    time: (plan, seed, cpus) => worker.ask<Trial>({ kind: "time", plan, seed, cpus }, timeout),
    async close() {
      await worker.end();
      ended();
    },
  };
}
