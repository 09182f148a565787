import type { FoundDevices } from "./devices/found.js";

/**
 * The process that asks one runtime, named by its argument, for its devices: a driver may crash, hang or print, and
 * nothing depends on it not doing so. It sends one message, and the parent ends it then: drivers may hang at exit, too.
 */
const RLIMIT_CORE = 4; // <sys/resource.h> of Linux and macOS
const PR_SET_PDEATHSIG = 1; // <sys/prctl.h>
const SIGKILL = 9;

async function find(): Promise<FoundDevices> {
  const { default: koffi } = await import("koffi");
  const system = koffi.load(null);
  const limit = system.func("int setrlimit(int resource, const uint64_t *limits)");
  limit(RLIMIT_CORE, new BigUint64Array(2)); // a driver that crashes leaves no file behind
  // One that hangs hears nothing of a parent that was killed meanwhile.
  if (process.platform === "linux")
    system.func("int prctl(int option, unsigned long value)")(PR_SET_PDEATHSIG, SIGKILL);
  if (process.argv[2] === "cuda") return (await import("./devices/cuda.js")).findCuda(koffi);
  return (await import("./devices/opencl.js")).findOpencl(koffi);
}

process.on("disconnect", () => process.exit(0));
const found = await find().catch((error: Error): FoundDevices => ({ missing: error.message }));
process.send?.(found);
