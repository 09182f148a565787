import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Hex digest that names contents here: SHA-256, cut to 128 bits. */
export function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  // The length keeps ("ab", "c") apart from ("a", "bc").
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex").slice(0, 32);
}

/** SHA-256 (hex) of a file's content; null where it cannot be read. */
export function hashOfFile(root: string, path: string): string | null {
  try {
    return createHash("sha256")
      .update(readFileSync(resolve(root, path)))
      .digest("hex");
  } catch {
    // Unreadable is as good as missing: nobody can say what it holds.
    return null;
  }
}
