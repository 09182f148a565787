import { existsSync, linkSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../model/project.js";

/** What projects of one test run built: many have the same kernel, whose driver takes seconds to compile. */
const SHARED = process.env.PAWL_TEST_BUILDS ?? "";

const cacheOf = (scratch: Project["scratch"]): string => join(scratch, "cache", "build");

/** Puts what any of them built into the build cache below `scratch`. */
export const takeBuilds = (scratch: Project["scratch"]): void => link(SHARED, cacheOf(scratch));

/** Lets the others have what was built below `scratch`. */
export const giveBuilds = (scratch: Project["scratch"]): void => link(cacheOf(scratch), SHARED);

/** Files of a build cache appear in another one; each is whole, since they are links. */
function link(from: string, to: string): void {
  if (!existsSync(from) || to === "") return;
  mkdirSync(to, { recursive: true });
  const there = new Set(readdirSync(to));
  for (const name of readdirSync(from))
    if (/\.(so|json)$/.test(name) && !there.has(name))
      try {
        linkSync(join(from, name), join(to, name));
      } catch {
        // Another worker did it meanwhile.
      }
}
