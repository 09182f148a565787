import type { InputSource } from "../../model/fuzz.js";
import type { Target, Workload } from "../../model/target.js";
import { type Draft, Drafts } from "./draft.js";
import { simplerDrafts } from "./simpler.js";

/** Inputs for a target as its `fuzz` declares them; without one, new seeds of the workload. */
export function inputSource({ signature, fuzz }: Target, workload: Workload): InputSource<Draft> {
  const drafts = new Drafts(signature, fuzz ?? workload, fuzz !== undefined);
  return {
    draw: (seed) => drafts.draw(seed),
    simpler: (draft, cursor) => simplerDrafts(drafts, draft, cursor),
    realise: (draft) => drafts.realise(draft),
    guard: ({ seed }) => (seed % 2 === 0 ? "end" : "begin"),
  };
}
