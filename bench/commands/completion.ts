import yargs from "yargs";
import { EXIT } from "../../harness/support/problem.js";
import type { Execute } from "../outcome.js";

/** yargs writes the script, for the shell that $SHELL names; the words it asks for come from `complete.ts`. */
export const execute: Execute<"completion"> = async () => {
  let script = "";
  const parser = yargs().scriptName("bench").completion("completion").exitProcess(false);
  parser.parse(["completion"], {}, (_error, _argv, output) => {
    script = output;
  });
  return { report: null, exitCode: EXIT.ok, text: script.trimEnd() };
};
