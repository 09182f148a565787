import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Artifact } from "../../build/index.js";
import type { Loaded } from "../../load/targets.js";
import type { Project } from "../../model/project.js";
import type { Variant, Workload } from "../../model/target.js";
import { canonical } from "../../support/canonical.js";
import { hashOf } from "../../support/hash.js";
import { installedPackage, packagePath } from "../../support/installed.js";

/**
 * Hash of all that a measurement of one variant depends on beside the machine: its library, the libraries that one needs,
 * the function called, the kernel, what the workload draws and how it is run. Two with the same hash need not be measured.
 */
export async function identityOf(
  project: Project,
  { target, modules }: Loaded,
  workload: Workload,
  variant: Variant,
  artifact: Artifact,
): Promise<string> {
  const asked = canonical([target.signature, workload, variant.symbol, variant.requires]);
  // Functions may call what they import; titles, notes and other variants in the declaration itself are no matter.
  const imported = modules.slice(1).flatMap(({ path, content }) => [path, content]);
  const linked = await Promise.all(variant.link.map((word) => linkedContent(project, word)));
  return hashOf(artifact.hash, asked, ...imported, ...linked);
}

/** What a word for the linker brings with it: the content of the file that it names, or itself. */
async function linkedContent({ root }: Project, word: string): Promise<Uint8Array | string> {
  const inPackage = packagePath(word);
  const folder = inPackage ? installedPackage(root, inPackage.name)?.folder : undefined;
  const path = inPackage && folder !== undefined ? join(folder, inPackage.inside) : join(root, word);
  return readFile(path).catch(() => word);
}
