import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

/** Surroundings that have next to nothing. */

/** A folder for PATH with links to just these programs of this machine. */
export function pathWith(folder: string, programs: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  for (const program of programs) {
    const path = execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
    symlinkSync(path, join(folder, program));
  }
  return folder;
}

const permitted = (file: string, ...args: string[]): boolean =>
  spawnSync(file, args, { stdio: "ignore" }).status === 0;

/** In front of a command: without a network. Empty where that is not permitted. */
export const OFFLINE = permitted("unshare", "-rn", "true") ? ["unshare", "-rn"] : [];

/** Whether another root and mounts of one's own are permitted. */
export const CAN_CHROOT = permitted(
  "unshare",
  "-rmn",
  "sh",
  "-c",
  "mount --rbind /proc /proc && chroot / true",
);

/**
 * A root with nothing but `sh`, the libraries that it and Node load, and a copy of `bundle` at `/bundle`. Returns the
 * command that runs the bundle's bench there, offline and with a `/tmp` that cannot be written.
 */
export function bareRoot(root: string, bundle: string): readonly string[] {
  for (const folder of ["bin", "proc", "dev", "sys", "tmp"])
    mkdirSync(join(root, folder), { recursive: true });
  const put = (file: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    copyFileSync(file, join(root, file));
  };
  put("/bin/sh");
  for (const program of ["/bin/sh", process.execPath]) {
    const libraries = execFileSync("ldd", [program], { encoding: "utf8" }).match(/\/\S+/g) ?? [];
    for (const library of libraries) put(library);
  }
  cpSync(bundle, join(root, "bundle"), { recursive: true });
  const script = [
    `for d in proc dev sys; do mount --rbind /$d ${root}/$d || exit 9; done`,
    `mount -o bind ${root}/tmp ${root}/tmp && mount -o remount,bind,ro ${root}/tmp || exit 9`,
    `exec env -i "$(command -v chroot)" ${root} /bundle/bench "$@"`,
  ].join("\n");
  return ["unshare", "-rmn", "sh", "-c", script, "sh"];
}
