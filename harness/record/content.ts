import { createHash } from "node:crypto";
import { hashOfFile } from "../support/hash.js";

/** Hashes of files already read, by path as listed in the record; lives as long as one command. */
export type FileHashes = Map<string, string | null>;

const MISSING = "missing:";

/**
 * SHA-256 (hex) over what a measurement depends on: the declaration's hash, and path and content of each file.
 * The order of `files` does not matter; paths are relative to `root` or absolute. While a file is missing the result
 * is no hash and `isStale` holds, whatever was recorded.
 */
export function contentHash(
  root: string,
  declarationHash: string,
  files: readonly string[],
  memo: FileHashes = new Map(),
): string {
  const hash = createHash("sha256").update(declarationHash);
  for (const file of [...files].sort()) {
    const content = fileHash(root, file, memo);
    if (content === null) return MISSING + file;
    hash.update(`\0${file}\0${content}`);
  }
  return hash.digest("hex");
}

/** Whether what was measured differs from what is there now. */
export const isStale = (recorded: string, now: string): boolean =>
  recorded !== now || now.startsWith(MISSING);

function fileHash(root: string, file: string, memo: FileHashes): string | null {
  const known = memo.get(file);
  if (known !== undefined) return known;
  const found = hashOfFile(root, file);
  memo.set(file, found);
  return found;
}
