import * as v from "valibot";
import { EXPORT_FORMATS } from "../../../harness/model/export.js";
import { id, problems } from "./parts.js";

/** The `--json` document of `bench export`. */

const benchmark = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*){1,2}$/));

export const exportDocument = v.strictObject({
  schema: v.literal("pawl/export@1"),
  format: v.picklist(EXPORT_FORMATS),
  machine: id,
  file: v.string(),
  benchmarks: v.pipe(v.array(benchmark), v.nonEmpty()),
  stale: v.array(benchmark),
  left_out: v.array(
    v.strictObject({
      name: benchmark,
      reason: v.picklist(["unrecorded", "stale", "skipped", "built", "invalid", "failed"]),
    }),
  ),
  problems,
});
