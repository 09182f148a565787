import type { Generator } from "../../model/fuzz.js";
import { isFloat, type Scalar } from "../../model/scalar.js";
import type { Fault } from "./values.js";

/** What generators in `fuzz` must be for the column that they draw. */

export const isGenerator = (value: unknown): value is Generator =>
  typeof value === "object" && value !== null && typeof (value as Generator).generator === "string";

/** `alternative` judges what `oneOf` chooses from. */
export function generatorFaults(
  type: Scalar,
  value: Generator,
  path: string,
  alternative: (value: unknown, path: string) => Fault[],
): Fault[] {
  const invalid = (what: string): Fault[] => [["VALUE_INVALID", `${path} ${what}`]];
  switch (value.generator) {
    case "oneOf":
      return value.of.length > 0
        ? value.of.flatMap((one, i) => alternative(one, `${path}, alternative ${i + 1},`))
        : invalid("is oneOf() with nothing to choose from");
    case "integers":
      if (type === "bool") return invalid("is integers(…); a bool takes oneOf(false, true)");
      if (![value.low, value.high].every(Number.isSafeInteger) || value.low > value.high)
        return invalid(`is integers(${value.low}, ${value.high}), which is no range of whole numbers`);
      return isFloat(type) ? [] : [value.low, value.high].flatMap((bound) => alternative(bound, path));
    case "reals":
      if (!isFloat(type)) return invalid(`is reals(…); a ${type} takes integers(…)`);
      return value.low <= value.high && (value.low < value.high || Number.isFinite(value.low))
        ? []
        : invalid(`is reals(${value.low}, ${value.high}), which is no range of numbers`);
    case "logits":
      return isFloat(type) ? [] : invalid(`is logits(); a ${type} takes integers(…)`);
    default:
      return invalid(`has no such generator as ${(value as { generator: string }).generator}`);
  }
}
