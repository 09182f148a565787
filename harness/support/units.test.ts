import { expect, test } from "vitest";
import { inBytes } from "./units.js";

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
