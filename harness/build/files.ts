import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Leaves an equal file alone, so that nothing that depends on it looks newer than it is. */
export async function writeIfChanged(path: string, content: string): Promise<void> {
  const old = await readFile(path, "utf8").catch(() => null);
  if (old === content) return;
  await mkdir(dirname(path), { recursive: true });
  const { default: writeFileAtomic } = await import("write-file-atomic");
  await writeFileAtomic(path, content, { fsync: false }); // another run may be compiling it
}
