/** What of the environment says how NVIDIA's compiler is called. */
export interface NvccEnvironment {
  readonly NVCC?: string | undefined;
  readonly NVCC_PREPEND_FLAGS?: string | undefined;
  readonly NVCC_APPEND_FLAGS?: string | undefined;
}

/**
 * Where NVIDIA's compiler is looked for, each with its arguments: what `$NVCC` says, else the search path, then the
 * toolkit's own folder. The flags that nvcc would take from its environment stand among them, so that whoever knows the
 * command knows what it does; with `NOTHING_ADDED` it takes none a second time.
 */
export function nvccCommands({ NVCC, NVCC_PREPEND_FLAGS, NVCC_APPEND_FLAGS }: NvccEnvironment): string[][] {
  const named = wordsIn(NVCC);
  const flags = [...wordsIn(NVCC_PREPEND_FLAGS), ...wordsIn(NVCC_APPEND_FLAGS)];
  const commands = named.length > 0 ? [named] : [["nvcc"], ["/usr/local/cuda/bin/nvcc"]];
  return commands.map((words) => [...words, ...flags]);
}

const wordsIn = (text = ""): string[] => text.split(/\s+/).filter((word) => word !== "");

/** For the environment of nvcc. */
export const NOTHING_ADDED = { NVCC_PREPEND_FLAGS: "", NVCC_APPEND_FLAGS: "" } as const;
