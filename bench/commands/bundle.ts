import { type BundleOptions, bundle, openProject } from "../../harness/pipeline.js";
import type { Values } from "../command-table.js";
import { interruptible } from "../interrupt.js";
import type { Execute } from "../outcome.js";
import { openDisplay } from "../terminal/display.js";
import { renderBundle } from "../terminal/elsewhere.js";
import { usageError } from "../usage.js";

export const execute: Execute<"bundle"> = async (values, terminal) => {
  const options = readOptions(values);
  const project = openProject(process.cwd(), values.root);
  const display = await openDisplay(terminal.io.stderr, terminal.io.env);
  try {
    const { value } = await interruptible(
      () => terminal.note("stopping"),
      (signal) => bundle(project, options, { signal, observe: display.update }),
    );
    const { report, exitCode } = value;
    return { report, exitCode, text: renderBundle(report, terminal.style) };
  } finally {
    display.stop();
  }
};

/** The levels of the x86-64 psABI, which a CPU can be asked for, and the names of Arm's architectures. */
const ARCHITECTURES: Readonly<
  Record<string, { readonly of: RegExp; readonly first: string; readonly like: string }>
> = {
  x64: { of: /^x86-64(-v[234])?$/, first: "x86-64-v3", like: "x86-64, x86-64-v2, x86-64-v3 or x86-64-v4" },
  arm64: { of: /^armv[89][\w.+-]*$/, first: "armv8-a", like: "an architecture such as armv8.2-a" },
};

function readOptions({ selectors, output, prebuilt, march }: Values<"bundle">): BundleOptions {
  const known = ARCHITECTURES[process.arch];
  if (march !== undefined && !prebuilt) {
    throw usageError("--march belongs to --prebuilt.", "give --prebuilt too, or leave --march out");
  }
  const architecture = prebuilt ? (march ?? known?.first) : undefined;
  if (architecture !== undefined && known !== undefined && !known.of.test(architecture)) {
    throw usageError(`--march cannot be \`${architecture}\`.`, `give --march ${known.like}`);
  }
  return {
    selectors,
    ...(output === undefined ? {} : { output }),
    ...(architecture === undefined ? {} : { architecture }),
  };
}
