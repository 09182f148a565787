import { resolve } from "node:path";
import { report } from "../../harness/pipeline.js";
import type { Execute } from "../outcome.js";

export const execute: Execute<"report"> = async (values) => {
  const value = await report(resolve(values.root ?? ".", values.file));
  return { ...value, text: value.report.markdown.trimEnd() };
};
