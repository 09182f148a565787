import { expect, test } from "vitest";
import { fasterThanMemory } from "./memory.js";

const bandwidth = [
  { threads: 1, bytes: 2 ** 14, read_gb_s: 300, update_gb_s: 500 },
  { threads: 1, bytes: 2 ** 20, read_gb_s: 100, update_gb_s: 90 },
  { threads: 1, bytes: 2 ** 27, read_gb_s: 25, update_gb_s: 30 },
];
const about = { declared: 2 ** 21, footprint: 2 ** 21, cold: false, bandwidth };

test.each<[string, number, Partial<typeof about>, RegExp | null]>([
  ["as fast as the cache", 105, {}, null],
  ["faster than it", 160, {}, /"a" moves 160 GB\/s, 60 more than the 100 GB\/s .* 1 MiB/],
  ["as fast as the first level", 450, { declared: 2 ** 15 }, null],
  ["by a few bytes of many", 450, { declared: 2 ** 15, footprint: 2 ** 27 }, null],
  ["by many bytes of few", 120, { declared: 2 ** 27 }, /"a" moves 120 GB\/s, 20 more/],
  ["smaller than all measured", 700, { declared: 64 }, /"a" moves 700 GB\/s, 200 more .* 16 KiB/],
  ["evicted", 105, { cold: true }, /"a" moves 105 GB\/s, 75 more than the 30 GB\/s .* 128 MiB/],
  ["on an unknown machine", 1e6, { bandwidth: [] }, null],
])("%s: %d GB/s", (_, rate, parts, message) => {
  const warning = fasterThanMemory({
    ...about,
    ...parts,
    rates: [
      ["a", rate],
      ["b", 1],
    ],
  });
  if (message === null) expect(warning).toBeNull();
  else {
    expect(warning).toMatchObject({ code: "faster-than-memory", message: expect.stringMatching(message) });
    expect(warning?.message).not.toContain('"b"');
  }
});
