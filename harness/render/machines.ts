import type { Machine } from "../model/machine.js";
import type { ChosenRecord } from "../model/tracking.js";
import { naturalOrder } from "../support/natural.js";
import { inBytes } from "../support/units.js";
import { code, NONE, text } from "./markdown.js";

/** One machine that has records; Markdown for each cell. */
export interface MachineView {
  readonly id: string;
  readonly cpu: string;
  readonly isa: string;
  readonly cpus: string;
  readonly caches: string;
  readonly system: string;
  readonly records: string;
}

/** A machine whose description is lost keeps its line. */
export function machineViews(
  machines: readonly Machine[],
  chosen: readonly ChosenRecord[],
  reference: string | null,
): MachineView[] {
  const ids = new Set(chosen.map(({ record }) => record.machine));
  return [...ids].sort(naturalOrder).map((id) => {
    const machine = machines.find((one) => one.id === id);
    return {
      id: id === reference ? `${code(id)} (reference)` : code(id),
      cpu: machine ? text(machine.cpu) : NONE,
      isa: machine ? text(machine.isa) : NONE,
      cpus: machine ? String(machine.cpus) : NONE,
      caches: machine?.caches.map(cache).join(", ") || NONE,
      system: machine ? system(machine) : NONE,
      records: count(chosen.filter(({ record }) => record.machine === id)),
    };
  });
}

const LETTER: Readonly<Record<string, string>> = { Data: "d", Instruction: "i" };

const cache = ({ level, type, bytes }: Machine["caches"][number]): string =>
  `L${level}${LETTER[type] ?? ""} ${inBytes(bytes)}`;

const system = ({ os, kernel, virtual }: Machine): string =>
  text([os, kernel, ...(virtual === null ? [] : [`on ${virtual}`])].join(", "));

function count(records: readonly ChosenRecord[]): string {
  const stale = records.filter((record) => record.stale).length;
  return stale === 0 ? `${records.length}` : `${records.length}, of which ${stale} stale`;
}
