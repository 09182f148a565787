import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it, vi } from "vitest";
import { watchDevice } from "./device-watch.js";
import { type Drivers, fakeDrivers } from "./testing/drivers.js";

let drivers: Drivers | undefined;
afterEach(() => {
  vi.unstubAllEnvs();
  drivers?.remove();
});

const gpu = { name: "NVIDIA H100", uuid: "GPU-1" };
const REASONS = "clocks_event_reasons.active";

/** An nvidia-smi that answers these queries, and refuses fields that an old driver does not know. */
function install({ looks = [""], apps = "", unknown = "no field at all" } = {}) {
  drivers = fakeDrivers({
    smi: `
const looks = ${JSON.stringify(looks)};
if (!rest.includes("--id=${gpu.uuid}") || !rest.includes("--format=csv,noheader,nounits")) process.exit(9);
if (query.startsWith("--query-compute-apps=pid,used_memory")) {
  console.log(${JSON.stringify(apps)});
} else if (query.includes(${JSON.stringify(unknown)})) {
  console.log('Field "${unknown}" is not a valid field to query.');
  process.exit(2);
} else if (loops) {
  let at = 1;
  setInterval(() => {
    console.log(looks[at++] ?? looks.at(-1));
    if (at > 3) require("fs").writeFileSync(__dirname + "/looked", "");
  }, 10);
} else console.log(looks[0]);
`,
  });
  vi.stubEnv("PATH", drivers.folder);
}

async function watch(during: () => Promise<unknown> = async () => {}) {
  const watcher = await watchDevice(gpu);
  const end = watcher?.begin();
  await during();
  return end?.();
}

/** Until some samples were taken. */
async function aWhile() {
  while (!existsSync(join(drivers?.folder ?? "", "looked"))) await sleep(20);
}

it("samples the device until it is told to end", async () => {
  install({
    looks: ["1980, 3, 0x0000000000000001", "1980, 100, 0x0000000000000000", "1410, 97, 0x0000000000000004"],
  });
  const seen = await watch(aWhile);
  expect(seen).toMatchObject({ device: "NVIDIA H100", idle: 3, others: [] });
  expect(seen?.samples.slice(0, 2)).toEqual([
    { sm_mhz: 1980, utilization: 100, reasons: 0 },
    { sm_mhz: 1410, utilization: 97, reasons: 4 },
  ]);
});

it("takes for unknown what is not told", async () => {
  install({ looks: ["[N/A], [Not Supported], N/A", "[N/A], [Unknown Error], [Insufficient Permissions]"] });
  const seen = await watch(aWhile);
  expect(seen?.idle).toBeNull();
  expect(seen?.samples[0]).toEqual({ sm_mhz: null, utilization: null, reasons: null });
});

it("asks an older driver in its own words", async () => {
  install({ looks: ["1980, 0, 0x0000000000000001", "1980, 100, 0x0000000000000020"], unknown: REASONS });
  expect((await watch(aWhile))?.samples[0]?.reasons).toBe(0x20);
});

it.each([
  ["there is none", undefined],
  [
    "it fails",
    "console.log('Failed to initialize NVML: Driver/library version mismatch'); process.exit(18);",
  ],
])("watches nothing where %s", async (_, smi) => {
  drivers = fakeDrivers(smi === undefined ? {} : { smi });
  vi.stubEnv("PATH", drivers.folder);
  expect(await watchDevice(gpu)).toBeNull();
});

it.skipIf(process.platform !== "linux")("tells others from its own processes (by /proc)", async () => {
  // Ours is a grandchild; a child of init is nobody's here.
  const own = spawn(process.execPath, [
    "-e",
    "const { spawn } = require('child_process');" +
      "console.log(spawn('sleep', ['30']).pid); setInterval(() => {}, 1000)",
  ]);
  const [text] = await once(own.stdout, "data");
  const grandchild = Number(String(text));
  const nowhere = 4_194_305; // above the largest number that Linux gives
  install({ apps: "" });
  const watcher = await watchDevice(gpu);
  drivers?.remove();
  const apps = `${grandchild}, 500\n${own.pid}, 500\n${process.ppid}, [N/A]\n${nowhere}, 12`;
  install({ apps });
  try {
    const end = watcher?.begin();
    expect(await end?.()).toMatchObject({
      others: [{ pid: process.ppid, name: expect.stringMatching(/\S/), memory_mib: null }],
    });
    // Where it was there before anything of ours was, it is somebody else's.
    const later = (await watchDevice(gpu))?.begin();
    expect((await later?.())?.others).toContainEqual({ pid: nowhere, name: null, memory_mib: 12 });
  } finally {
    process.kill(grandchild);
    own.kill();
  }
});
