import * as names from "./names.js";
import type { Rule } from "./rule.js";
import * as settings from "./settings.js";
import * as signature from "./signature.js";
import * as values from "./values.js";
import * as variants from "./variants.js";
import * as verify from "./verify.js";

/** Everything that a declaration of the right shape can still get wrong by itself. */
export const RULES: readonly Rule[] = [names, signature, values, variants, verify, settings].flatMap(
  (rules) => Object.values<Rule>(rules),
);
