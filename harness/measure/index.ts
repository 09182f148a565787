export { keepOff } from "./affinity.js";
export { runTrials } from "./comparison.js";
export { createExecutor } from "./executor.js";
export { claimMachine } from "./lock.js";
export type { Sanitized } from "./sanitized.js";
