import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

/** For information: buffers are mapped anew for every epoch, so that luck with huge pages is in the interval. */
export function hugePages({ hugePages: found }: Snapshot): Finding[] {
  if (found === null) return [];
  const reserved = found.reserved === 0 ? "none reserved" : `${found.reserved} reserved`;
  const detail = `transparent ones: ${found.transparent ?? "not built in"}; ${reserved}`;
  return [{ code: "HUGE_PAGES", level: "ok", title: "huge pages", detail }];
}
