import * as v from "valibot";
import { expect, test } from "vitest";
import { junit } from "./junit.js";
import { ALL, everything, nameless } from "./testing/exported.js";
import { type Node, parseXml } from "./testing/xml.js";

/** junit-10.xsd of jenkinsci/xunit-plugin, as far as it is used; its own pattern of a time forbids exponents. */
const count = v.pipe(v.string(), v.digits());
const none = v.tuple([]);
const verdict = { type: v.optional(v.string()), message: v.string() };
const leaf = (name: string, attributes: v.ObjectEntries) =>
  v.strictObject({
    name: v.literal(name),
    attributes: v.strictObject(attributes),
    children: none,
    text: v.string(),
  });
const testcase = v.strictObject({
  name: v.literal("testcase"),
  attributes: v.strictObject({
    name: v.string(),
    classname: v.string(),
    time: v.optional(v.pipe(v.string(), v.regex(/^\d+\.\d+$/))),
  }),
  children: v.tuple([
    v.variant("name", [
      leaf("system-out", {}),
      leaf("failure", verdict),
      leaf("error", verdict),
      leaf("skipped", verdict),
    ]),
  ]),
  text: v.literal(""),
});
const properties = v.strictObject({
  name: v.literal("properties"),
  attributes: v.strictObject({}),
  children: v.array(leaf("property", { name: v.string(), value: v.string() })),
  text: v.literal(""),
});
const testsuite = v.strictObject({
  name: v.literal("testsuite"),
  attributes: v.strictObject({
    ...{ name: v.string(), tests: count, failures: count, errors: count, skipped: count },
    timestamp: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)),
    hostname: v.string(),
  }),
  children: v.tupleWithRest([properties], testcase),
  text: v.literal(""),
});
const schema = v.strictObject({
  name: v.literal("testsuites"),
  attributes: v.strictObject({ name: v.string(), tests: count, failures: count, errors: count }),
  children: v.array(testsuite),
  text: v.literal(""),
});

const suites = (text: string) => v.parse(schema, parseXml(text)).children;
const find = (node: Node, name: string): Node | undefined =>
  node.attributes.name === name ? node : node.children.map((child) => find(child, name)).find(Boolean);

test("a suite per target, a case per workload and variant", async () => {
  const text = junit(everything);
  expect(suites(text).map(({ attributes }) => attributes)).toMatchObject([
    { name: "5.1", tests: "9", failures: "1", errors: "1", skipped: "2", timestamp: "2026-01-02T03:04:05" },
    { name: "a.b-c_D", tests: "2", failures: "0", errors: "0", skipped: "0" },
  ]);
  const cases = suites(text).flatMap(({ children: [, ...own] }) => own);
  expect(cases.map(({ attributes }) => attributes.name)).toEqual(ALL);
  await expect(text).toMatchFileSnapshot("golden/junit.xml.golden");
});

test("texts come back as they were, but for what XML cannot hold", () => {
  const root = parseXml(junit(everything));
  expect(find(root, "title")?.attributes.value).toBe('temp "scaling", div->mul <fast> & more');
  expect(find(root, "a.b-c_D")?.children[0]?.children[0]?.attributes.value).toBe("fetch\nonly");
  expect(find(root, "5.1/vocab128k/clever")?.children).toEqual([
    {
      name: "failure",
      attributes: { type: "WRONG_OUTPUT", message: 'cur.data[17].logit: expected "1.5", got <2>' },
      children: [],
      text: [
        'cur.data[17].logit: expected "1.5", got <2>',
        "3 of 128000 elements & more differ\u{fffd} ]]>",
        "targets/sampling/5.1-temp/clever.cpp",
        "→ Compare it with the oracle.",
      ].join("\n"),
    },
  ]);
});

test("only what was measured has a time, and a slower variant fails nothing", () => {
  const root = parseXml(junit(nameless));
  const outcome = (name: string) => {
    const found = find(root, name);
    return [found?.attributes.time, found?.children[0]?.name];
  };
  expect(outcome("5.1/vocab128k/multiply")).toEqual(["0.000019031860", "system-out"]);
  expect(outcome("5.1/tiny/multiply")).toEqual(["0.000000051098", "system-out"]);
  expect(outcome("5.1/vocab128k/clever")).toEqual([undefined, "failure"]);
  expect(outcome("5.1/vocab128k/broken")).toEqual([undefined, "error"]);
  expect(outcome("5.1/vocab128k/avx512")).toEqual([undefined, "skipped"]);
  expect(outcome("5.1/vocab128k/device")).toEqual([undefined, "skipped"]);
});
