import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

/** The oldest Node of `engines` in package.json. */
const NODE = [20, 19] as const;

export function tools({ tools: found, node, platform }: Snapshot): Finding[] {
  return [nodeVersion(node), symbols(found.nm, platform), git(found.git)];
}

function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  if (enough) return { code: "NODE", level: "ok", title: "Node", detail: version };
  const detail = `${version} is older than ${NODE.join(".")}`;
  return {
    code: "NODE",
    level: "bad",
    title: "Node",
    detail,
    mend: "Install the current LTS: https://nodejs.org",
  };
}

function symbols(version: string | null, platform: NodeJS.Platform): Finding {
  if (version !== null) return { code: "NM", level: "ok", title: "nm", detail: version };
  const detail = "missing: a library without its symbol cannot be told before it is loaded";
  const mend =
    platform === "darwin" ? "xcode-select --install" : "Install binutils with your package manager.";
  return { code: "NM", level: "bad", title: "nm", detail, mend };
}

function git(version: string | null): Finding {
  if (version !== null) return { code: "GIT", level: "ok", title: "git", detail: version };
  const detail = "missing: records will not name the commit they belong to";
  return { code: "GIT", level: "warn", title: "git", detail, mend: "Install git with your package manager." };
}
