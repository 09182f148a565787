import { expect, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { readCalls, totalOf } from "./callgrind.js";

/** What callgrind 3.19 writes when the function it watches returns; costs of lines left out. */
const dump = (total: string, trigger = "--dump-after=pawl_operation", events = "Ir") => `# callgrind format
version: 1
creator: callgrind-3.19.0
pid: 18531
cmd:  ./count callgrind
part: 3


desc: I1 cache: 
desc: D1 cache: 
desc: LL cache: 

desc: Timerange: Basic block 25858 - 78223
desc: Trigger: ${trigger}

positions: line
events: ${events}
summary: 500378


ob=(7) /tmp/variant.so
fl=(1) ???
fn=(544) kernel
0 400330

totals: ${total}
`;

test("the total of a call", () => {
  expect(totalOf(dump("500378"))).toBe(500_378);
  expect(totalOf(dump("0"))).toBe(0);
});

test.each([
  ["of the end of the process", dump("500378", "Program termination")],
  ["of other events", dump("500378 12", undefined, "Ir Dr")],
  ["that is not there", dump("500378").replace(/totals:.*\n/, "")],
  ["that is cut short", dump("500378").slice(0, -8)],
  ["of nothing", ""],
])("no total %s", (_, text) => {
  expect(totalOf(text)).toBeNull();
});

test("calls come in order, without the rest of the process", async () => {
  const project = temporaryProject();
  for (let call = 1; call <= 11; call++) project.write(`counts.${call}`, dump(String(call * 100)));
  project.write("counts", dump("7", "Program termination"));
  expect(await readCalls(project.root)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100]);
  project.write("counts.4", "");
  expect(await readCalls(project.root)).toBeNull();
});
