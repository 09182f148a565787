/** Enough to find tools, libraries and devices. */
const KEPT =
  /^(PATH|HOME|USER|LANG|LC_\w+|TMPDIR|TZ|XDG_CACHE_HOME|LD_LIBRARY_PATH|DYLD_\w+|(OMP|GOMP|KMP|MKL|OPENBLAS|CUDA|NVIDIA|OCL|OPENCL|POCL|HSA|ROCR|HIP)_\w+)$/;
/** `NVIDIA_API_KEY` opens a service, no device. */
const SECRET = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL/;

/** What a process that runs foreign native code may see of the environment: nothing secret. */
export const nativeEnvironment = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      KEPT.test(name) && !SECRET.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
