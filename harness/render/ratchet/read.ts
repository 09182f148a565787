import * as v from "valibot";
import type { RatchetFailure, RatchetReport } from "../../model/ratchet.js";
import { failureSchema, reportSchema } from "./document.js";

/** Longer ones are refused unread, bytes. */
export const LARGEST_DOCUMENT = 8 * 1024 * 1024;

/** A message that quotes the document stays one short line, and no line of it is a command to a CI runner. */
const LONGEST_COMPLAINT = 300;

/** What a document of `bench ratchet --json` holds, or, as a string, the first thing wrong with it. */
export function readRatchetDocument(text: string): RatchetReport | RatchetFailure | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return quotable((error as Error).message);
  }
  const failed = typeof value === "object" && value !== null && !("machine" in value);
  const parsed = v.safeParse(failed ? failureSchema : reportSchema, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  return quotable(place === null ? issue.message : `${place}: ${issue.message}`);
}

const quotable = (message: string): string =>
  message
    .replaceAll(/[^\x20-\x7e]+/g, " ")
    .replaceAll("##[", "## [")
    .slice(0, LONGEST_COMPLAINT);
