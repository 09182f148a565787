const collator = new Intl.Collator("en", { numeric: true });

/** Order in which people read ids: 4.2 before 4.10 before 5.1. Total, so that sorting is deterministic. */
export const naturalOrder = (a: string, b: string): number =>
  collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
