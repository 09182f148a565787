import { readdir } from "node:fs/promises";
import type { ListReport } from "../harness/model/reports.js";
import type { CommandSpec } from "./command-table/spec.js";
import { COMMAND_NAMES, COMMANDS, COMMON, type CommandName } from "./command-table.js";
import { commandIn } from "./usage.js";

type Targets = ListReport["targets"];

/** Words that may stand where the last of `words` is being typed; none on any failure. `words[0]` is `bench`. */
export async function complete(words: readonly string[]): Promise<readonly string[]> {
  try {
    const typed = words.slice(1, -1);
    const root = givenFor("root", typed);
    return await candidates(typed, words.at(-1) ?? "", {
      targets: () => declaredTargets(root),
      machines: () => recordedMachines(root),
    });
  } catch {
    return [];
  }
}

/** Asked only when such names are needed. */
interface Names {
  targets(): Promise<Targets>;
  /** Ids. */
  machines(): Promise<readonly string[]>;
}

async function declaredTargets(root: string | undefined): Promise<Targets> {
  const { list, openProject } = await import("../harness/pipeline.js");
  const { report } = await list(openProject(process.cwd(), root), {
    selectors: [],
    variants: [],
    workloads: [],
  });
  return report.targets;
}

/** The folders of `results/`. */
async function recordedMachines(root: string | undefined): Promise<readonly string[]> {
  const { openProject } = await import("../harness/pipeline.js");
  const entries = await readdir(openProject(process.cwd(), root).results, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

/** Candidates that begin with `current`, behind the words `typed`. */
export async function candidates(
  typed: readonly string[],
  current: string,
  names: Names,
): Promise<readonly string[]> {
  const all = await wordsFor(typed, current, names);
  return [...new Set(all)].filter((word) => word.startsWith(current));
}

async function wordsFor(typed: readonly string[], current: string, { targets, machines }: Names) {
  const command = commandIn(typed);
  if (command === null)
    return current.startsWith("-") ? ["--root", "--json", "--help", "--version"] : COMMAND_NAMES;
  const options = optionsOf(command);
  const previous = typed.at(-1)?.replace(/^--/, "") ?? "";
  if (typed.at(-1)?.startsWith("--") && (options[previous]?.kind ?? "flag") !== "flag") {
    if (previous === "variant") return selected(await targets(), typed).flatMap(({ variants }) => variants);
    if (previous === "workload")
      return selected(await targets(), typed).flatMap(({ workloads }) => workloads);
    if (previous === "machine") return machines();
    return options[previous]?.of ?? [];
  }
  if (current.startsWith("-")) return [...Object.keys(options), "help"].map((name) => `--${name}`);
  const spec: CommandSpec = COMMANDS[command];
  if (spec.positionals.selectors !== undefined)
    return (await targets()).flatMap(({ id, group }) => [...beginnings(id), id, group]);
  const choices = Object.values(spec.positionals).flatMap(({ of = [] }) => of);
  if (command !== "promote") return choices;
  const target = (await targets()).find(({ id }) => typed.includes(id));
  return target === undefined ? (await targets()).map(({ id }) => id) : target.variants;
}

/** `a.b.c`: `a` and `a.b`, which select all ids that begin so. */
const beginnings = (id: string): string[] => [...id.matchAll(/\./g)].map(({ index }) => id.slice(0, index));

/** Those that typed words mean as ids, their beginnings or groups; all when there is no such word. */
function selected(targets: Targets, typed: readonly string[]): Targets {
  const meant = targets.filter(({ id, group }) =>
    [...beginnings(id), id, group].some((word) => typed.includes(word)),
  );
  return meant.length > 0 ? meant : targets;
}

function optionsOf(command: CommandName): CommandSpec["options"] {
  const spec: CommandSpec = COMMANDS[command];
  return spec.common === false ? spec.options : { ...spec.options, ...COMMON };
}

function givenFor(option: string, typed: readonly string[]): string | undefined {
  const at = typed.indexOf(`--${option}`);
  if (at !== -1) return typed[at + 1];
  return typed.find((word) => word.startsWith(`--${option}=`))?.slice(option.length + 3);
}
