/** What a new target can start from: the folders of `templates/targets`. */
export const TEMPLATES = ["basic", "state"] as const;

/** For whoever names none. */
export const DEFAULT_TEMPLATE = "basic" satisfies (typeof TEMPLATES)[number];
