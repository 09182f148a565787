import type { Snapshot } from "../snapshot.js";

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
  { platform, distribution }: Pick<Snapshot, "platform" | "distribution">,
  name: string,
  others: readonly (readonly [RegExp, string])[] = [],
): string {
  if (platform === "darwin") return `brew install ${name}`;
  const manager = MANAGERS.find(([pattern]) => pattern.test(distribution))?.[1];
  if (manager === undefined) return `Install ${name} with your package manager.`;
  return `${manager} ${others.find(([pattern]) => pattern.test(distribution))?.[1] ?? name}`;
}
