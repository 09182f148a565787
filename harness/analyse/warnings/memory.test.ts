import { expect, test } from "vitest";
import { sampleMeasured, sampleUnmeasured } from "../../support/testing/records.js";
import { fasterThanMemory } from "./memory.js";

const of = (us: number) => ({
  a: sampleMeasured(us),
  b: sampleMeasured(900),
  c: sampleUnmeasured("skipped", null),
});

test.each<[string, number, RegExp | null]>([
  ["slower than the floor", 12, null],
  ["below it by what the bandwidth may be off", 9.2, null],
  ["below it by more", 9, /"a" takes 8.98 us: .* needs 10 us /],
])("%s: %d us", (_, us, message) => {
  const warning = fasterThanMemory({ floor_us: 10, variants: of(us) });
  if (message === null) expect(warning).toBeNull();
  else {
    expect(warning).toMatchObject({ code: "faster-than-memory", message: expect.stringMatching(message) });
    expect(warning?.message).not.toContain('"b"');
  }
});

test.each([null, undefined])("a floor of %s doubts nothing", (floor) => {
  const known = floor === undefined ? {} : { floor_us: floor };
  expect(fasterThanMemory({ ...known, variants: of(1e-6) })).toBeNull();
});
