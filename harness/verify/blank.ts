import type { Layout } from "../model/layout.js";

/** Outputs that no value was declared for, sizes in structs aside: what they hold before a call must not matter. */
export function blankSegments({ values }: { readonly values: object }, layout: Layout): number[] {
  const holders = new Set(layout.relocations.map(({ segment }) => segment));
  return layout.segments.flatMap(({ path, direction }, i) =>
    direction === "out" && path !== "returns" && !path.includes(".") && !(path in values) && !holders.has(i)
      ? [i]
      : [],
  );
}
