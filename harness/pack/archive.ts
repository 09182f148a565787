import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { runTool } from "../support/spawn.js";
import { notWritten, tooLarge, writeFailure } from "./not-written.js";

/** Later than what tar warns of as implausibly old, the same for all: equal contents give equal bytes. */
const TIME = "@946684800";
/** Of Node, 6 takes 4.8 s for 35.9 MB, 9 takes 13 s for 35.7 MB. */
const LEVEL = 6;

interface Packing {
  /** Bytes that the archive may have at most; default: any number. */
  readonly largest?: number;
  readonly signal: AbortSignal;
  /** Hears how many of how many bytes are compressed. */
  onProgress(done: number, of: number): void;
}

/**
 * Packs `folder`, under its own name, into `file`, a `.tar.gz` that appears whole or not at all; what was there before
 * stays as long. Returns its size in bytes.
 * @throws ProblemError BUNDLE_NOT_WRITTEN, BUNDLE_TOO_LARGE
 */
export async function archive(
  folder: string,
  file: string,
  { largest = Number.POSITIVE_INFINITY, signal, onProgress }: Packing,
): Promise<number> {
  const tar = `${folder}.tar`;
  const draft = `${file}.part`;
  try {
    const packed = await runTool("tar", ["--create", "--file", tar, ...SAME, basename(folder)], {
      cwd: dirname(folder),
      signal,
    });
    if (packed.exitCode !== 0) throw notWritten(file, packed.output.trim() || "tar did not run");
    const { size } = await stat(tar);
    let done = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        done += chunk.length;
        onProgress(done, size);
        next(null, chunk);
      },
    });
    await pipeline(
      createReadStream(tar, { highWaterMark: 2 ** 20 }),
      count,
      createGzip({ level: LEVEL }),
      createWriteStream(draft),
      { signal },
    );
    const { size: bytes } = await stat(draft);
    if (bytes > largest) throw tooLarge(file, bytes, largest);
    await rename(draft, file);
    return bytes;
  } catch (error) {
    await rm(draft, { force: true });
    throw writeFailure(error, file);
  } finally {
    await rm(tar, { force: true });
  }
}

/** Of GNU tar: no order, time or owner of this machine shows. */
const SAME = [
  "--format=gnu",
  "--sort=name",
  `--mtime=${TIME}`,
  "--owner=0",
  "--group=0",
  "--numeric-owner",
  "--mode=u+rwX,go+rX,go-w",
];
