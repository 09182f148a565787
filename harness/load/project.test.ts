import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { openProject } from "./project.js";

test("finds the nearest folder upward that has targets/", () => {
  const { root, targets, results, tracking, scratch } = temporaryProject();
  mkdirSync(join(targets, "a/b"), { recursive: true });
  const project = { root, targets, results, tracking, scratch };
  expect(openProject(join(targets, "a/b"))).toEqual(project);
  expect(openProject(tmpdir(), root)).toEqual(project);
});

test("refuses a given root without targets/, and a place outside any project", () => {
  const { root } = temporaryProject();
  const refusal = { exitCode: 2, problem: expect.objectContaining({ code: "NO_PROJECT" }) };
  expect(() => openProject(root, "targets")).toThrow(expect.objectContaining(refusal));
  expect(() => openProject("/")).toThrow(expect.objectContaining(refusal));
});
