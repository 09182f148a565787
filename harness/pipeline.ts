export { openProject } from "./load/project.js";
export { check } from "./pipeline/check.js";
export { doctor } from "./pipeline/doctor.js";
export { promote, scaffold } from "./pipeline/edit.js";
export { type RunOptions, run } from "./pipeline/run.js";
export { list, track } from "./pipeline/track.js";
