import { type System, thisSystem } from "../support/system.js";
import { readOsRelease } from "./linux.js";

export interface Distribution {
  readonly platform: NodeJS.Platform;
  /** `ID` and `ID_LIKE` of os-release: `debian`, `rhel fedora`. */
  readonly distribution: string;
}

export function distributionOf(system: System = thisSystem): Distribution {
  const { ID = "", ID_LIKE = "" } = readOsRelease(system);
  return { platform: system.platform, distribution: `${ID} ${ID_LIKE}`.trim() };
}

/** Package managers by `ID` or `ID_LIKE` of os-release. */
const MANAGERS: readonly [RegExp, string][] = [
  [/debian|ubuntu/, "sudo apt-get install -y"],
  [/fedora|rhel|centos|amzn/, "sudo dnf install -y"],
  [/suse/, "sudo zypper install -y"],
  [/arch/, "sudo pacman -S --needed"],
  [/alpine/, "sudo apk add"],
];

/** The command that installs a package, with the names that distributions of one kind use where they differ. */
export function install(
  { platform, distribution }: Distribution,
  name: string,
  others: readonly (readonly [RegExp, string])[] = [],
): string {
  if (platform === "darwin") return `brew install ${name}`;
  const manager = MANAGERS.find(([pattern]) => pattern.test(distribution))?.[1];
  if (manager === undefined) return `Install ${name} with your package manager.`;
  return `${manager} ${others.find(([pattern]) => pattern.test(distribution))?.[1] ?? name}`;
}
