/**
 * What the command line can ask of the harness. Every part is loaded when it is called for: `list` must not pay for
 * compilers, statistics and foreign-function interfaces.
 */

export { openProject } from "./load/project.js";
export { assertAtHome, recordsToImport } from "./pipeline/at-home.js";
export type { BundleOptions } from "./pipeline/bundle.js";
export type { CheckOptions } from "./pipeline/check.js";
export type { RatchetOptions } from "./pipeline/ratchet/index.js";
export type { RunOptions } from "./pipeline/run.js";

type Accuracy = typeof import("./pipeline/accuracy/index.js");
type Run = typeof import("./pipeline/run.js");
type Check = typeof import("./pipeline/check.js");
type List = typeof import("./pipeline/list.js");
type Ratchet = typeof import("./pipeline/ratchet/index.js");
type Track = typeof import("./pipeline/track.js");
type Diff = typeof import("./pipeline/diff.js");
type Doctor = typeof import("./pipeline/doctor.js");
type Export = typeof import("./pipeline/export.js");
type Bundle = typeof import("./pipeline/bundle.js");
type Import = typeof import("./pipeline/import.js");
type Adopt = typeof import("./pipeline/adopt.js");
type Report = typeof import("./pipeline/report.js");
type Edit = typeof import("./pipeline/edit.js");

export const accuracy: Accuracy["accuracy"] = async (...args) =>
  (await import("./pipeline/accuracy/index.js")).accuracy(...args);
export const run: Run["run"] = async (...args) => (await import("./pipeline/run.js")).run(...args);
export const check: Check["check"] = async (...args) => (await import("./pipeline/check.js")).check(...args);
export const list: List["list"] = async (...args) => (await import("./pipeline/list.js")).list(...args);
export const ratchet: Ratchet["ratchet"] = async (...args) =>
  (await import("./pipeline/ratchet/index.js")).ratchet(...args);
export const track: Track["track"] = async (...args) => (await import("./pipeline/track.js")).track(...args);
export const diff: Diff["diff"] = async (...args) => (await import("./pipeline/diff.js")).diff(...args);
export const doctor: Doctor["doctor"] = async (...args) =>
  (await import("./pipeline/doctor.js")).doctor(...args);
export const report: Report["report"] = async (...args) =>
  (await import("./pipeline/report.js")).report(...args);
export const assertReportWritable: Report["assertReportWritable"] = async (...args) =>
  (await import("./pipeline/report.js")).assertReportWritable(...args);
export const writeReport: Report["writeReport"] = async (...args) =>
  (await import("./pipeline/report.js")).writeReport(...args);
export const adopt: Adopt["adopt"] = async (...args) => (await import("./pipeline/adopt.js")).adopt(...args);
export const initCi: Edit["initCi"] = async (...args) => (await import("./pipeline/edit.js")).initCi(...args);
export const scaffold: Edit["scaffold"] = async (...args) =>
  (await import("./pipeline/edit.js")).scaffold(...args);
export const promote: Edit["promote"] = async (...args) =>
  (await import("./pipeline/edit.js")).promote(...args);
export const exportRecords: Export["exportRecords"] = async (...args) =>
  (await import("./pipeline/export.js")).exportRecords(...args);
export const bundle: Bundle["bundle"] = async (...args) =>
  (await import("./pipeline/bundle.js")).bundle(...args);
export const importFiles: Import["importFiles"] = async (...args) =>
  (await import("./pipeline/import.js")).importFiles(...args);
