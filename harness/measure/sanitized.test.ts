import { expect, test } from "vitest";
import { environmentOf, splitReport } from "./sanitized.js";

test("a report is told from what the kernel printed before it", () => {
  const address =
    "=================================================================\n==7==ERROR: AddressSanitizer: …\n";
  const undefinedBehaviour = "targets/demo/a.cpp:5:72: runtime error: shift exponent 37 …\n    #0 …\n";
  const signal = "==7==ERROR: signal 11\n    #0 …\n";
  for (const report of [address, undefinedBehaviour, signal]) {
    expect(splitReport(`from the kernel\n${report}`)).toEqual({ printed: "from the kernel\n", report });
    expect(splitReport(report)).toEqual({ printed: "", report });
  }
  const printed = "a runtime error: none of theirs\n==ERROR\n";
  expect(splitReport(printed)).toEqual({ printed, report: null });
});

test("the runtimes come first, in order, and a symbolizer where one is known", () => {
  const both = environmentOf({ preload: ["/a/libasan.so", "/a/libubsan.so"], symbolizer: null });
  expect(both.LD_PRELOAD).toBe("/a/libasan.so:/a/libubsan.so");
  expect(both.ASAN_OPTIONS?.split(":")).toContain("abort_on_error=1");
  expect(Object.keys(both)).not.toContain("ASAN_SYMBOLIZER_PATH");
  const clang = environmentOf({ preload: ["/c/asan.so"], symbolizer: "/c/llvm-symbolizer" });
  expect(clang).toMatchObject({ ASAN_SYMBOLIZER_PATH: "/c/llvm-symbolizer", LD_PRELOAD: "/c/asan.so" });
});
