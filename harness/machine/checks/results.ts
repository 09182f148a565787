import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

export function results({ results: found }: Snapshot): Finding[] {
  if (found === null) return [];
  const title = "results folder";
  if (found.obstacle === null) return [{ code: "RESULTS", level: "ok", title, detail: "writable" }];
  const detail = `${found.path} cannot be written (${found.obstacle.code})`;
  return [{ code: "RESULTS", level: "bad", title, detail, mend: "Make it a folder that you may write to." }];
}
