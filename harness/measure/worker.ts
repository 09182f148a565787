import { type Driver, LibraryError, openDriver } from "./driver.js";
import { depositImages, imageFileOf } from "./images.js";
import { type Packed, packCall, packInterrogation } from "./interrogation.js";
import type { Delivery, Reply, Request } from "./protocol.js";
import { measureTrial } from "./trial.js";

/**
 * The process that runs foreign native code: it may crash, hang, print or exit, and nothing here depends on it not
 * doing so. What it was doing is in the status page that the parent reads.
 */
let driver: Driver | undefined;
let imageFile = "";

function delivered<T>({ value, images }: Packed<T>): Delivery<T> {
  const sizes = images.map(({ length }) => length);
  return { value, sizes, images: depositImages(imageFile, images) ? null : images };
}

async function answer(request: Request): Promise<unknown> {
  if (request.kind === "open") {
    imageFile = imageFileOf(request.statusFile);
    driver = await openDriver(request.spec, request.statusFile);
    if (request.spec.timed) await import("mitata");
    return null;
  }
  if (!driver) throw new Error("the session is not open");
  switch (request.kind) {
    case "rebind":
      driver.rebind(request.binding);
      return null;
    case "call":
      return delivered(packCall(driver.call(request.request)));
    case "interrogate":
      return delivered(packInterrogation(driver.interrogate(request.request)));
    case "calibrate":
      return driver.calibrate(request.repeat);
    case "time":
      return measureTrial(driver, request.plan, request.seed, request.cpus, request.audit);
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
        ...(error instanceof LibraryError ? { library: error.library, onDevice: error.onDevice } : {}),
      }),
    )
    .then((reply) => process.send?.(reply));
});
