import { expect, test } from "vitest";
import { inBytes, inTime } from "./units.js";

test.each([
  [0, "0 B"],
  [1023.4, "1020 B"],
  [49_152, "48 KiB"],
  [1_310_720, "1.25 MiB"],
  [1.5 * 2 ** 30, "1.5 GiB"],
  [2 ** 80, "1050000 EiB"],
])("%d bytes: %s", (bytes, shown) => {
  expect(inBytes(bytes)).toBe(shown);
});

test.each([
  [0.5, "0.5 ns"],
  [850, "850 ns"],
  [36_600, "36.6 us"],
  [1_234_567, "1.23 ms"],
  [3e9, "3 s"],
])("%d nanoseconds: %s", (time, shown) => {
  expect(inTime(time)).toBe(shown);
});
