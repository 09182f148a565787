import * as v from "valibot";
import { count, id, problems } from "./parts.js";

/** The `--json` documents of what measures on other machines. */

const text = v.pipe(v.string(), v.nonEmpty());
const leftOut = v.strictObject({ what: text, why: text });

export const bundleDocument = v.strictObject({
  schema: v.literal("pawl/bundle@1"),
  file: text,
  bytes: count,
  platform: v.pipe(v.string(), v.regex(/^linux-(x64|arm64)$/)),
  origin: v.strictObject({
    name: v.nullable(text),
    roots: v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/))),
    commit: v.nullable(text),
    dirty: v.boolean(),
  }),
  targets: v.pipe(v.array(id), v.nonEmpty()),
  files: count,
  prebuilt: v.nullable(v.strictObject({ compiler: text, architecture: text, libraries: count })),
  left_out: v.array(leftOut),
  problems,
});

export const importDocument = v.strictObject({
  schema: v.literal("pawl/import@1"),
  machines: v.array(id),
  added: v.array(
    v.strictObject({ machine: id, target: id, workload: id, run: text, stale: v.nullable(text) }),
  ),
  known: count,
  problems,
});
