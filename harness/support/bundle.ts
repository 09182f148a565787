import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BUNDLE_SCHEMA, type Bundle } from "../model/bundle.js";
import type { Project } from "../model/project.js";
import { packageRoot } from "./package.js";

/** The bundle that this code runs in, unpacked in `folder`. */
export interface OpenBundle extends Bundle {
  /** Absolute. */
  readonly folder: string;
}

/** Of a bundle's folder: where its parts lie. */
export const BUNDLE_LAYOUT = {
  manifest: "bundle.json",
  node: "node/node",
  /** This package. */
  package: "pawl",
  project: "project",
  prebuilt: "prebuilt",
  records: "records.json",
} as const;

let found: OpenBundle | null | undefined;

/** Null: this is no bundle. */
export function thisBundle(): OpenBundle | null {
  if (found === undefined) found = read(dirname(packageRoot));
  return found;
}

/** The bundle whose project this is; null: it is none's. */
export function bundleOf({ root }: Project): OpenBundle | null {
  const bundle = thisBundle();
  return bundle && root === join(bundle.folder, BUNDLE_LAYOUT.project) ? bundle : null;
}

function read(folder: string): OpenBundle | null {
  try {
    const value = JSON.parse(readFileSync(join(folder, BUNDLE_LAYOUT.manifest), "utf8")) as Bundle;
    return value.schema === BUNDLE_SCHEMA ? { ...value, folder } : null;
  } catch {
    return null;
  }
}
