import { expect, test } from "vitest";
import { whyEnded } from "./calls.js";

const ended = (how: Partial<Parameters<typeof whyEnded>[0]>) => ({
  exitCode: null,
  signal: null,
  output: "",
  ...how,
});

test.each([
  [{ signal: "SIGSEGV" }, "it died of SIGSEGV under valgrind"],
  [{ signal: "SIGILL" }, "it has an instruction that valgrind cannot execute (SIGILL)"],
  [{ exitCode: 7 }, "it ended its process with exit code 7 under valgrind"],
  [
    { exitCode: 3, output: "printed by it\n\nits create function returned null\n" },
    "its create function returned null",
  ],
  [{}, "its process could not be started"],
])("why there is no number: %j", (how, why) => {
  expect(whyEnded(ended(how), { mode: "callgrind" })).toBe(why);
});

test("nothing is said of valgrind where the CPU counts", () => {
  expect(whyEnded(ended({ signal: "SIGILL" }), { mode: "hardware" })).toBe(
    "it died of SIGILL while it was counted",
  );
});
