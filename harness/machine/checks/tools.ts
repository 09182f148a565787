import type { Finding } from "../../model/machine.js";
import { install } from "../install.js";
import type { Snapshot } from "../snapshot.js";

/** The oldest Node of `engines` in package.json. */
const NODE = [20, 19] as const;

export function tools(snapshot: Snapshot): Finding[] {
  return [nodeVersion(snapshot.node), symbols(snapshot), git(snapshot)];
}

function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  if (enough) return { code: "NODE", level: "ok", title: "Node", detail: version };
  const detail = `${version} is older than ${NODE.join(".")}`;
  const mend = "Install the current LTS: https://nodejs.org";
  return { code: "NODE", level: "bad", title: "Node", detail, mend };
}

function symbols(snapshot: Snapshot): Finding {
  const { nm } = snapshot.tools;
  if (nm !== null) return { code: "NM", level: "ok", title: "nm", detail: nm };
  if (snapshot.bundle?.prebuilt)
    return { code: "NM", level: "ok", title: "nm", detail: "missing, and not needed for what is prebuilt" };
  const detail = "missing: a library without its symbol cannot be told before it is loaded";
  const mend = snapshot.platform === "darwin" ? "xcode-select --install" : install(snapshot, "binutils");
  return { code: "NM", level: "bad", title: "nm", detail, mend };
}

function git(snapshot: Snapshot): Finding {
  const { git: version } = snapshot.tools;
  if (version !== null) return { code: "GIT", level: "ok", title: "git", detail: version };
  if (snapshot.bundle) {
    const detail = `missing, and not needed: records name ${snapshot.bundle.commit ?? "no commit"}, as the bundle does`;
    return { code: "GIT", level: "ok", title: "git", detail };
  }
  const detail = "missing: records will not name the commit they belong to";
  return { code: "GIT", level: "warn", title: "git", detail, mend: install(snapshot, "git") };
}

/** Packages of perf where they are not called so. */
const PERF = [
  [/ubuntu/, "linux-tools-common linux-tools-generic"],
  [/debian/, "linux-perf"],
] as const;

/** Tools that explain a measurement; none is needed to make one. */
export function helpers(snapshot: Snapshot): Finding[] {
  if (snapshot.platform !== "linux") return [];
  const { perf, valgrind, numactl } = snapshot.tools;
  const one = (title: string, version: string | null, mend: string, use = ""): Finding => {
    const finding = { code: title.toUpperCase(), level: "ok", title } as const;
    const detail = `${version ?? "not installed"}${use}`;
    return version === null ? { ...finding, detail, mend } : { ...finding, detail };
  };
  return [
    one("perf", perf, install(snapshot, "perf", PERF)),
    one("valgrind", valgrind, install(snapshot, "valgrind"), " (for --counter instructions)"),
    ...(snapshot.nodes > 1 ? [one("numactl", numactl, install(snapshot, "numactl"))] : []),
  ];
}
