import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Builds Google Benchmark's program over pawl's own kernels. */

/** Those of pawl's default toolchain: both tools time the same machine code. */
const FLAGS = ["-std=c++17", "-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno"];
const KERNELS = ["chain", "update", "allocate"];
const COPIES = ["a", "b"];

export const INSTALL =
  "Google Benchmark is not installed. Debian, Ubuntu: apt-get install libbenchmark-dev; elsewhere: https://github.com/google/benchmark";

/** Whether the system's g++ finds its header. */
export const hasGoogleBenchmark = (): boolean =>
  spawnSync("g++", ["-E", "-x", "c++", "-include", "benchmark/benchmark.h", "/dev/null"], {
    stdio: "ignore",
  }).status === 0;

/**
 * Compiles every kernel of the accuracy project twice, under two names, with the headers that pawl generated there.
 * Returns the program's path. Throws with the compiler's words.
 */
export function buildGoogle(peers: string, accuracy: string, scratch: string): string {
  const objects = KERNELS.flatMap((kernel) =>
    COPIES.map((copy) => {
      const object = join(scratch, `${kernel}_${copy}.o`);
      compile([
        `-I${join(accuracy, ".pawl", "include")}`,
        `-D${kernel}=${kernel}_${copy}`,
        "-c",
        join(accuracy, "targets", kernel, `${kernel}.cpp`),
        "-o",
        object,
      ]);
      return object;
    }),
  );
  const program = join(scratch, "peers");
  compile([join(peers, "peers.cpp"), ...objects, "-lbenchmark", "-lpthread", "-o", program]);
  return program;
}

function compile(args: readonly string[]): void {
  const { status, stderr, error } = spawnSync("g++", [...FLAGS, ...args], { encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(`g++ ${args.join(" ")}\n${stderr}`);
}
