import { type Driver, LibraryError, openDriver } from "./driver.js";
import type { Reply, Request } from "./protocol.js";
import { measureTrial } from "./trial.js";

/**
 * The process that runs foreign native code: it may crash, hang, print or exit, and nothing here depends on it not
 * doing so. What it was doing is in the status page that the parent reads.
 */
let driver: Driver | undefined;

async function answer(request: Request): Promise<unknown> {
  if (request.kind === "open") {
    driver = await openDriver(request.spec, request.statusFile);
    return null;
  }
  if (!driver) throw new Error("the session is not open");
  switch (request.kind) {
    case "call":
      return driver.call(request.request);
    case "calibrate":
      return driver.calibrate();
    case "time":
      return measureTrial(driver, request.plan, request.seed, request.cpus);
    case "close":
      return driver.end();
  }
}

process.on("disconnect", () => process.exit(0));
process.on("message", (request: Request) => {
  answer(request)
    .then((value): Reply => ({ ok: true, value }))
    .catch(
      (error: Error): Reply => ({
        ok: false,
        message: error.message,
        library: error instanceof LibraryError ? error.library : undefined,
      }),
    )
    .then((reply) => process.send?.(reply));
});
