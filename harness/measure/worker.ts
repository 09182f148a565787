import type { CallResult } from "../model/executor.js";
import { type Driver, LibraryError, openDriver } from "./driver.js";
import { depositImage, imageFileOf } from "./images.js";
import type { CallReply, Reply, Request } from "./protocol.js";
import { measureTrial } from "./trial.js";

/**
 * The process that runs foreign native code: it may crash, hang, print or exit, and nothing here depends on it not
 * doing so. What it was doing is in the status page that the parent reads.
 */
let driver: Driver | undefined;
let imageFile = "";

function delivered({ image, ...rest }: CallResult): CallReply {
  return { ...rest, image: depositImage(imageFile, image) ? null : image };
}

async function answer(request: Request): Promise<unknown> {
  if (request.kind === "open") {
    imageFile = imageFileOf(request.statusFile);
    driver = await openDriver(request.spec, request.statusFile);
    return null;
  }
  if (!driver) throw new Error("the session is not open");
  switch (request.kind) {
    case "call":
      return delivered(driver.call(request.request));
    case "recall":
      return delivered(driver.recall(request.request));
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
