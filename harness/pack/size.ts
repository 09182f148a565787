import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { LeftOut } from "../model/bundling.js";
import { inBytes } from "../support/units.js";
import type { Sources } from "./sources.js";

/** Of npm packages before they are compressed, to about a third. */
const LARGEST_PACKAGES = 48_000_000;

/** Without npm packages that would make the bundle too large, the largest first. */
export async function affordable(sources: Sources): Promise<Sources> {
  const sized = await Promise.all(
    sources.packages.map(async (one) => ({ one, bytes: await sizeOf(one.folder) })),
  );
  sized.sort((a, b) => a.bytes - b.bytes);
  let sum = 0;
  const kept = sized.filter(({ bytes }) => {
    sum += bytes;
    return sum <= LARGEST_PACKAGES;
  });
  const out = sized.filter((one) => !kept.includes(one));
  return {
    ...sources,
    packages: kept.map(({ one }) => one),
    leftOut: [
      ...sources.leftOut,
      ...out.map(
        ({ one, bytes }): LeftOut => ({ what: `npm:${one.name}`, why: `too large (${inBytes(bytes)})` }),
      ),
    ],
  };
}

/** Bytes of all files below a folder. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}
