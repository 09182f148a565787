import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { archive } from "./archive.js";

const quiet = { signal: new AbortController().signal, onProgress: () => {} };

describe.skipIf(process.platform !== "linux")("archive (Linux only: it takes GNU tar)", () => {
  it("packs a folder under its name; equal contents give equal bytes", async () => {
    const project = temporaryProject();
    const packed = (place: string, at: number) => {
      project.write(`${place}/box/b.txt`, "b");
      project.write(`${place}/box/a/c.txt`, "c");
      utimesSync(join(project.root, place, "box/b.txt"), at, at);
      const file = join(project.root, `${place}.tar.gz`);
      return archive(join(project.root, place, "box"), file, quiet).then(() => readFileSync(file));
    };
    const one = await packed("one", 1_000_000_000);
    expect((await packed("two", 1_500_000_000)).equals(one)).toBe(true);
    const list = execFileSync("tar", ["tf", join(project.root, "one.tar.gz")], { encoding: "utf8" });
    expect(list.trim().split("\n")).toEqual(["box/", "box/a/", "box/a/c.txt", "box/b.txt"]);
  });

  it("says how far it is, up to the end", async () => {
    const project = temporaryProject();
    project.write("box/a", "a".repeat(3_000_000));
    const shares: number[] = [];
    await archive(join(project.root, "box"), join(project.root, "x.tar.gz"), {
      ...quiet,
      onProgress: (done, of) => shares.push(done / of),
    });
    expect(shares.length).toBeGreaterThan(1);
    expect(shares.at(-1)).toBe(1);
  });

  it("leaves what was there before when it would be too large", async () => {
    const project = temporaryProject();
    project.write("box/a", "a");
    project.write("x.tar.gz", "the last one");
    const file = join(project.root, "x.tar.gz");
    await expect(archive(join(project.root, "box"), file, { ...quiet, largest: 10 })).rejects.toMatchObject({
      problem: { code: "BUNDLE_TOO_LARGE", message: expect.stringContaining("10 B are the limit") },
    });
    expect(project.read("x.tar.gz")).toBe("the last one");
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it("leaves nothing where it cannot write, or is stopped", async () => {
    const project = temporaryProject();
    project.write("box/a", "a");
    mkdirSync(join(project.root, "taken"));
    const folder = join(project.root, "box");
    await expect(archive(folder, join(project.root, "taken"), quiet)).rejects.toMatchObject({
      problem: { code: "BUNDLE_NOT_WRITTEN", mend: expect.stringContaining("--output") },
    });
    await expect(archive(folder, join(project.root, "none/x.gz"), quiet)).rejects.toMatchObject({
      problem: { code: "BUNDLE_NOT_WRITTEN" },
    });
    await expect(
      archive(folder, join(project.root, "x.gz"), { ...quiet, signal: AbortSignal.abort() }),
    ).rejects.toThrow();
    expect(
      ["taken.part", "x.gz", "x.gz.part", "box.tar"].filter((name) => existsSync(join(project.root, name))),
    ).toEqual([]);
  });
});
