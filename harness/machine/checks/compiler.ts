import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

/** How to get a C++ compiler, by `ID` or `ID_LIKE` of os-release. */
const INSTALL: readonly [RegExp, string][] = [
  [/debian|ubuntu/, "sudo apt-get install -y g++"],
  [/fedora|rhel|centos|amzn/, "sudo dnf install -y gcc-c++"],
  [/suse/, "sudo zypper install -y gcc-c++"],
  [/arch/, "sudo pacman -S --needed gcc"],
  [/alpine/, "sudo apk add g++"],
];

export function compiler({ tools, distribution, platform }: Snapshot): Finding[] {
  const title = "C++ compiler";
  if (tools.cxx !== null && tools.cxx.version === null) {
    const detail = `$CXX names ${tools.cxx.command}, which does not run`;
    return [{ code: "COMPILER", level: "bad", title, detail, mend: "Correct CXX, or unset it." }];
  }
  const found = [tools.cxx === null ? null : `$CXX ${tools.cxx.version}`, tools.gxx, tools.clangxx];
  const detail = found.filter((version) => version !== null).join("; ");
  if (detail !== "") return [{ code: "COMPILER", level: "ok", title, detail }];
  const mend =
    platform === "darwin"
      ? "xcode-select --install"
      : (INSTALL.find(([pattern]) => pattern.test(distribution))?.[1] ??
        "Install g++ or clang++ with your package manager.");
  return [{ code: "COMPILER", level: "bad", title, detail: "neither g++ nor clang++ was found", mend }];
}
