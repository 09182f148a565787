import { expect, test } from "vitest";
import { hashOf } from "./hash.js";

test("names contents by the SHA-256 of their parts, each with its length before it", () => {
  // printf '3:abc' | sha256sum
  expect(hashOf("abc")).toMatchInlineSnapshot(`"aab5f9ae99b2e38fb462025c8f72f570"`);
});

test("keeps parts apart, and takes text and bytes alike", () => {
  const hashes = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"]].map((parts) =>
    hashOf(...parts),
  );
  expect(new Set(hashes).size).toBe(5);
  expect(hashOf(new TextEncoder().encode("abc"))).toBe(hashOf("abc"));
});
