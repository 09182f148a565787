import { claimMachine } from "../measure/index.js";
import type { Context } from "./context.js";

/** Claims the machine, and tells for whom it waits. Returns what releases it. See `claimMachine`. */
export const claim = (
  owner: Parameters<typeof claimMachine>[0],
  { observe, signal }: Context,
): Promise<() => void> => claimMachine(owner, (message) => observe({ event: "wait", message }), signal);
