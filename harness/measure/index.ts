export { keepOff } from "./affinity.js";
export { runTrials, type TrialRequest } from "./comparison.js";
export { createExecutor } from "./executor.js";
export { claimMachine } from "./lock.js";
