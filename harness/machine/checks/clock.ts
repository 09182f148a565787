import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

/** Read without entering the kernel. */
const FAST = ["tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter"];
/** Operations shorter than 100 steps cannot be timed one by one to 1 %. */
const COARSE_NS = 1000;

export function clock(snapshot: Snapshot): Finding[] {
  const { clock: source, timer, machine } = snapshot;
  const title = "timer";
  const flags = ["constant_tsc", "nonstop_tsc"].filter((flag) => machine.features.includes(flag));
  const facts = [
    ...(source === null ? [] : [source]),
    `steps of ${Math.round(timer.step)} ns and ${Math.round(timer.cost)} ns a reading at most`,
    ...(source === "tsc" && flags.length > 0 ? [flags.join(", ")] : []),
  ];
  const detail = facts.join(", ");
  if (source !== null && !FAST.includes(source)) {
    return [
      { code: "CLOCK", level: "bad", title, detail: `${detail}: a system call`, mend: faster(snapshot) },
    ];
  }
  if (timer.step <= COARSE_NS) return [{ code: "CLOCK", level: "ok", title, detail }];
  const mend = "Give workloads more work per call: short operations are summed until the clock can tell.";
  return [{ code: "CLOCK", level: "warn", title, detail, mend }];
}

function faster({ clocks, machine }: Snapshot): string {
  const best = FAST.find((one) => clocks.includes(one));
  if (best !== undefined)
    return `echo ${best} | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource`;
  return machine.virtual === null
    ? "The kernel distrusts this CPU's counter (see `dmesg | grep -i tsc`); tsc=reliable as a boot option overrules it."
    : "This virtual machine offers no fast clock: choose another type of machine.";
}
