export { architectureOf, uncountable } from "./architecture.js";
export { countCalls } from "./calls.js";
export { findTool, type Tool } from "./tools.js";
