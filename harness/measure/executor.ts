import { mkdirSync } from "node:fs";
import type { Binding, Calibration, Executor, Outcome, Session, SessionSpec } from "../model/executor.js";
import type { Trial } from "../model/measurement.js";
import { collectImages, imageFileOf } from "./images.js";
import { type Packed, unpackCall, unpackInterrogation } from "./interrogation.js";
import { WorkerProcess } from "./process.js";
import type { Delivery, Request, Told } from "./protocol.js";
import type { Sanitized } from "./sanitized.js";

/** Granted to a worker before the timeout of what it loads begins: a busy machine takes long to boot Node. */
const BOOT_SECONDS = 5;

/**
 * Runs sessions in worker processes. A spare one boots while another measures, because booting Node takes longer than
 * a short trial. `scratch` is a folder for status files. With `sanitized`, they can load what was built with sanitizers.
 * Once closed, it opens nothing any more.
 */
export function createExecutor(scratch: string, sanitized: Sanitized | null = null): Executor {
  mkdirSync(scratch, { recursive: true });
  const alive = new Set<WorkerProcess>();
  let spare: WorkerProcess | undefined;
  let serial = 0;
  let closed = false;
  const boot = () => {
    const worker = new WorkerProcess(scratch, serial++, sanitized);
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
        { kind: "open", spec: told(spec), statusFile: worker.statusFile },
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

/** Types stay here: functions among their dimensions cannot be sent. */
const told = <T extends Binding>(binding: T): Told<T> => {
  const { segments, relocations, front, bytes } = binding.layout;
  const placed = segments.map(({ offset, bytes, align, ofState }) => ({ offset, bytes, align, ofState }));
  return { ...binding, layout: { segments: placed, relocations, front, bytes } };
};

function sessionOf(worker: WorkerProcess, spec: SessionSpec, ended: () => void): Session {
  let { timeout } = spec;
  const asked = async <T>(request: Request, unpack: (packed: Packed<T>) => T): Promise<Outcome<T>> => {
    const outcome = await worker.ask<Delivery<T>>(request, timeout);
    if (!outcome.ok) return outcome;
    const { value, sizes, images } = outcome.value;
    const own = images?.map((image) => image.slice()) ?? collectImages(imageFileOf(worker.statusFile), sizes);
    return { ok: true, value: unpack({ value, images: own }) };
  };
  return {
    rebind(binding) {
      timeout = binding.timeout;
      return worker.ask<null>({ kind: "rebind", binding: told(binding) }, timeout);
    },
    call: (request) => asked({ kind: "call", request }, unpackCall),
    interrogate: (request) => asked({ kind: "interrogate", request }, unpackInterrogation),
    calibrate: (repeat) => worker.ask<Calibration>({ kind: "calibrate", repeat }, timeout),
    time: (plan, seed, cpus, audit = null) =>
      worker.ask<Trial>({ kind: "time", plan, seed, cpus, audit }, timeout),
    async close() {
      await worker.end();
      ended();
    },
  };
}
