/**
 * Where NVIDIA's compiler is looked for, each with its arguments: what `$NVCC` says, else the search path, then the
 * toolkit's own folder.
 */
export const nvccCommands = ({ NVCC }: { readonly NVCC?: string | undefined }): string[][] =>
  NVCC?.trim() ? [NVCC.trim().split(/\s+/)] : [["nvcc"], ["/usr/local/cuda/bin/nvcc"]];
