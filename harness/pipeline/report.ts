import { lstat, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { RatchetReport } from "../model/ratchet.js";
import type { ReportReport } from "../model/reports.js";
import { LARGEST_DOCUMENT, readRatchetDocument } from "../render/ratchet/read.js";
import { EXIT, type ExitCode, ProblemError } from "../support/problem.js";
import { inBytes } from "../support/units.js";
import { writeObstacle } from "../support/writable.js";
import type { Finished } from "./context.js";

/**
 * The report of a `bench ratchet --json` document that may come from anybody. Reads this file, and nothing else of a
 * project; executes nothing of one.
 * @throws ProblemError REPORT_UNREADABLE (exit code 2), REPORT_INVALID
 */
export async function report(file: string): Promise<Finished<ReportReport>> {
  const document = readRatchetDocument(await readDocument(file));
  if (typeof document === "string") {
    throw refusal("REPORT_INVALID", `This is no document of \`bench ratchet --json\`: ${document}.`, file);
  }
  const { renderRatchetReport } = await import("../render/ratchet/index.js");
  const markdown = await renderRatchetReport(document);
  return { report: { schema: "pawl/report@1", markdown, problems: [] }, exitCode: EXIT.ok };
}

/** No link is followed: what it leads to must not show in a message. */
async function readDocument(file: string): Promise<string> {
  const unreadable = (what: string) => refusal("REPORT_UNREADABLE", what, file, EXIT.usage);
  try {
    const found = await lstat(file);
    if (!found.isFile()) throw unreadable("This is no file.");
    if (found.size > LARGEST_DOCUMENT) {
      const sizes = `${inBytes(found.size)}, and is read up to ${inBytes(LARGEST_DOCUMENT)}`;
      throw refusal("REPORT_INVALID", `The document has ${sizes}.`, file);
    }
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : unreadable(`The document cannot be read (${code}).`);
  }
}

const refusal = (code: string, message: string, where: string, exitCode?: ExitCode): ProblemError =>
  new ProblemError(
    { code, message, where, mend: "Name a file that `bench ratchet --json` wrote." },
    exitCode,
  );

const notWritable = (file: string, code: string | undefined): ProblemError =>
  new ProblemError({
    code: "REPORT_NOT_WRITABLE",
    message: `The report cannot be written (${code}).`,
    where: file,
    mend: "Name a file that you may write to.",
  });

/**
 * Fails when no report could be written to `file`, before minutes are spent on measuring. Creates nothing.
 * @throws ProblemError REPORT_NOT_WRITABLE
 */
export async function assertReportWritable(file: string): Promise<void> {
  const obstacle = await writeObstacle(dirname(file));
  if (obstacle !== null) throw notWritable(file, obstacle.code);
}

/**
 * Writes a ratchet's report as Markdown.
 * @throws ProblemError REPORT_NOT_WRITABLE
 */
export async function writeReport(file: string, ratchet: RatchetReport): Promise<void> {
  const { renderRatchetReport } = await import("../render/ratchet/index.js");
  const { default: writeFileAtomic } = await import("write-file-atomic");
  const markdown = await renderRatchetReport(ratchet);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, markdown);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : notWritable(file, code);
  }
}
