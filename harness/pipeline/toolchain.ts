import { findToolchain, openPrebuilt, type Toolchain } from "../build/index.js";
import { missingRequirements } from "../machine/requirements.js";
import type { Machine } from "../model/machine.js";
import { thisBundle } from "../support/bundle.js";
import { hashOf } from "../support/hash.js";
import { ProblemError } from "../support/problem.js";
import { isNewer } from "../support/versions.js";

/**
 * The compiler, in a bundle with what was built at home for devices; where none answers, what was built there is all. `anew`: something has to be compiled, so that
 * only a compiler will do. Throws ProblemError NO_COMPILER.
 */
export async function chooseToolchain(machine: Machine, anew: boolean): Promise<Toolchain> {
  const bundle = thisBundle();
  const prebuilt = bundle && openPrebuilt(bundle);
  const obstacle = prebuilt && (await obstacleOf(prebuilt, machine, anew));
  try {
    const toolchain = await findToolchain(hashOf(machine.cpu, ...machine.features));
    return prebuilt?.prebuilt && obstacle === null
      ? { ...toolchain, elsewhere: prebuilt.prebuilt }
      : toolchain;
  } catch (error) {
    if (bundle === null || !(error instanceof ProblemError) || process.env.CXX) throw error;
    if (prebuilt && obstacle === null) return prebuilt;
    const { problem } = error;
    throw new ProblemError({
      ...problem,
      message: [problem.message, ...(obstacle ? [obstacle] : [])].join(" "),
      mend: prebuilt ? problem.mend : `${problem.mend} Or make the bundle at home with --prebuilt.`,
    });
  }
}

/** Why what was built at home cannot be used here, or null. */
async function obstacleOf({ prebuilt }: Toolchain, machine: Machine, anew: boolean): Promise<string | null> {
  if (prebuilt === undefined) return null;
  if (anew) return "What is prebuilt in this bundle is as it is measured, without further checks built in.";
  const { architecture, needs } = prebuilt;
  const built = `What is prebuilt in this bundle is for ${architecture}`;
  if (
    architecture.startsWith("x86-64") &&
    (await missingRequirements([architecture], machine, "/")).length > 0
  )
    return `${built}, which is more than this CPU has.`;
  const glibc = glibcHere();
  if (glibc !== null && needs.glibc !== null && isNewer(needs.glibc, glibc))
    return `${built} and for glibc ${needs.glibc}; here is ${glibc}.`;
  return null;
}

/** Null: not glibc. */
function glibcHere(): string | null {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime ?? null;
}
