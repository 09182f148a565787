import type { Finding } from "../../model/machine.js";
import { install } from "../install.js";
import type { Snapshot } from "../snapshot.js";

/** Packages of g++ where they are not called so. */
const PACKAGES = [
  [/fedora|rhel|centos|amzn|suse/, "gcc-c++"],
  [/arch/, "gcc"],
] as const;

/** Which compiler builds variants, by the rule of the build: `$CXX`, else g++, else clang++. */
export function compiler(snapshot: Snapshot): Finding[] {
  const { cxx, gxx, clangxx } = snapshot.tools;
  const title = "C++ compiler";
  if (cxx !== null && cxx.version === null) {
    const detail = `$CXX names ${cxx.command}, which does not run`;
    return [{ code: "COMPILER", level: "bad", title, detail, mend: "Correct CXX, or unset it." }];
  }
  const found = [cxx?.version && `${cxx.version} ($CXX)`, gxx, clangxx].filter((version) => !!version);
  const [used, ...spare] = found;
  if (used) {
    const detail = [`${used} is used`, ...spare.map((version) => `${version} is there too`)].join("; ");
    return [{ code: "COMPILER", level: "ok", title, detail }];
  }
  const prebuilt = snapshot.bundle?.prebuilt;
  if (prebuilt) {
    const detail = `none answers; what ${prebuilt} built is used`;
    return [{ code: "COMPILER", level: "ok", title, detail }];
  }
  const mend = snapshot.platform === "darwin" ? "xcode-select --install" : install(snapshot, "g++", PACKAGES);
  return [{ code: "COMPILER", level: "bad", title, detail: "neither g++ nor clang++ was found", mend }];
}
