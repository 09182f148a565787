import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder in which the projects of one test run share what they built; see `takeBuilds`. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "pawl-test-builds-"));
  process.env.PAWL_TEST_BUILDS = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
