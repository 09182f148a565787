import { timesFloor } from "../../harness/model/floor.js";
import type { Result } from "../../harness/model/record.js";
import { formatTime } from "./format.js";

/** Farther from the floor, it is not memory that limits. */
const FAR = 10;

/** How near the quickest variant comes to the time in which the declared bytes move; empty if it is far off. */
export function floorSentence(result: Result): string {
  const [nearest] = Object.entries(result.variants)
    .flatMap(([name, variant]) => {
      const times = timesFloor(result, variant);
      return times === null ? [] : [{ name, times }];
    })
    .sort((a, b) => a.times - b.times);
  if (!nearest || nearest.times > FAR) return "";
  const floor = formatTime(result.floor_us as number);
  const times = `${nearest.name} takes ${nearest.times.toFixed(2)} × the floor of ${floor}`;
  return `${times}, in which the declared bytes can be moved.`;
}
