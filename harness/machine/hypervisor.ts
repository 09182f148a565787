import { readNames, readText, type System } from "../support/system.js";

/** What firmware tables of virtual machines call themselves. */
const FIRMWARE: readonly [RegExp, string][] = [
  [/^KVM|^QEMU/, "KVM"],
  [/^Amazon EC2(?!.*\.metal)/, "Amazon EC2"],
  [/^Google/, "Google Compute Engine"],
  [/^Microsoft Corporation Virtual Machine/, "Hyper-V"],
  [/^VMware/, "VMware"],
  [/^innotek/, "VirtualBox"],
  [/^Xen/, "Xen"],
  [/^Parallels/, "Parallels"],
  [/^Apple.*Virtual/, "Apple Virtualization"],
];

/** Clock sources that only a guest of that hypervisor has. */
const CLOCKS: readonly [RegExp, string][] = [
  [/kvm-clock/, "KVM"],
  [/hyperv/, "Hyper-V"],
  [/\bxen\b/, "Xen"],
];

/** Hypervisor vendor, or null on bare metal (or where unknown). */
export function hypervisor(system: System, features: readonly string[]): string | null {
  // x86 guests are told that they are guests; Arm has no such flag.
  if (system.arch === "x64" && !features.includes("hypervisor")) return null;
  const dmi = ["sys_vendor", "product_name"].map(
    (name) => readText(system, `sys/class/dmi/id/${name}`) ?? "",
  );
  const clocks = readText(system, "sys/devices/system/clocksource/clocksource0/available_clocksource") ?? "";
  const found = match(FIRMWARE, dmi.join(" ")) ?? match(CLOCKS, clocks);
  if (found !== null) return found;
  const guest =
    features.includes("hypervisor") || readNames(system, "proc/device-tree/hypervisor").length > 0;
  return guest ? "unknown hypervisor" : null;
}

const match = (table: readonly [RegExp, string][], text: string): string | null =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? null;
