import { ProblemError } from "../support/problem.js";
import { inBytes } from "../support/units.js";

/** Why there is no archive. */

export const notWritten = (file: string, why: string): ProblemError =>
  new ProblemError({
    code: "BUNDLE_NOT_WRITTEN",
    message: `The archive cannot be written: ${why}.`,
    where: file,
    mend: "Name a file with --output in a folder that you may write to; packing takes GNU tar and 250 MB for temporary files ($TMPDIR).",
  });

/** The same of what the system refused; other errors pass through. */
export function writeFailure(error: unknown, file: string): unknown {
  const { syscall, message } = error as NodeJS.ErrnoException;
  return syscall === undefined ? error : notWritten(file, message);
}

export const tooLarge = (file: string, bytes: number, largest: number): ProblemError =>
  new ProblemError({
    code: "BUNDLE_TOO_LARGE",
    message: `The bundle would have ${inBytes(bytes)}; ${inBytes(largest)} are the limit.`,
    where: file,
    mend: "Select fewer targets, or keep large files out of their folders (what .gitignore names stays out).",
  });
