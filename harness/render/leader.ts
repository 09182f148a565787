import { leadersOf } from "../model/leaders.js";
import type { MeasurementRecord, VariantResult } from "../model/record.js";
import { code } from "./markdown.js";
import { ratio } from "./number.js";

/** The variant with the most certain speedup. */
export interface Leader {
  readonly result: VariantResult;
  /** Whether it is told apart from all others. */
  readonly alone: boolean;
  /** `` `avx512` 120× [118, 122] ``, and which variants it is not told apart from. */
  readonly text: string;
}

/** Null where no variant was judged faster. */
export function leader(record: MeasurementRecord): Leader | null {
  const result = record.best === null ? undefined : record.variants[record.best];
  if (record.best === null || !result?.ratio) return null;
  const { fastest, open } = leadersOf(record);
  const rivals = [...fastest, ...open].filter((name) => name !== record.best);
  const found = `${code(record.best)} ${ratio(result.ratio)}`;
  return {
    result,
    alone: rivals.length === 0,
    text: rivals.length === 0 ? found : `${found}, not told apart from ${rivals.map(code).join(", ")}`,
  };
}
