/** The public surface of pawl: `import { defineTarget, … } from "pawl"`. */

export { choice, constant, iota, normal, uniform } from "./declare/fills.js";
export { integers, logits, oneOf, reals } from "./declare/generators.js";
export { inout, input, output, struct } from "./declare/kernel.js";
export { defineTarget } from "./declare/target.js";
export { absolute, any, bits, either, exact, relative, ulp } from "./declare/tolerances.js";
export type { Generator } from "./model/fuzz.js";
export type { Mismatch, Tolerance } from "./model/tolerance.js";
export type { Fill, FillContext, FillFunction, Random } from "./model/value.js";
