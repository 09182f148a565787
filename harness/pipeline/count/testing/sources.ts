import { input } from "../../../index.js";
import type { Signature } from "../../../model/kernel.js";

/** Elements that a kernel looks at. */
export const LENGTH = 1000;
export const signature: Signature = {
  kernel: { name: "kernel", args: { x: input("f32", "n"), n: "usize" }, returns: "f32" },
};
const most = "float most = x[0]; for (size_t i = 0; i < n; i++) if (x[i] > most) most = x[i];";
const whole = (body: string) => `float kernel(const float *x, size_t n) { ${body} return most; }`;
const loop = (times: string) => `for (volatile size_t i = 0, end = ${times}; i < end; i++) {}`;

/** The system calls of the CPU's counter, played: calls of nothing take 8, those of a kernel 1008 and 1010 in turn. */
export const PLAYED = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>
enum { fd = 777 };
long syscall(long number, ...) { return number == SYS_perf_event_open ? fd : -1; }
int ioctl(int to, unsigned long request, ...) { return to == fd && request ? 0 : -1; }
ssize_t read(int from, void *to, size_t bytes) {
  if (from != fd) return ((ssize_t (*)(int, void *, size_t))dlsym(RTLD_NEXT, "read"))(from, to, bytes);
  static int calls;
  const uint64_t count = ++calls <= 2 ? 8 : calls % 2 ? 1008 : 1010;
  const uint64_t reading[] = {count, 5, calls == STOLEN ? 4 : 5};
  for (int i = 0; i < 3; i++) ((uint64_t *)to)[i] = reading[i];
  return bytes == sizeof reading ? (ssize_t)bytes : -1;
}
`;

/** Variants by name; all compute the same. */
export const SOURCES = {
  once: whole(most),
  twice: whole(
    `${most} __asm__ volatile("" ::: "memory"); for (size_t i = 0; i < n; i++) if (x[i] > most) most = x[i];`,
  ),
  /** How long it takes depends on where stack, heap, code, arguments and static variables lie. */
  placed: `
    #include <stdlib.h>
    static char global[64];
    ${whole(`${most}
    char local[16], *heap = malloc(100);
    __asm__ volatile("" :: "r"(local), "r"(heap) : "memory");
    const size_t places = (size_t)local ^ (size_t)heap * 3 ^ (size_t)&kernel * 5 ^ (size_t)x * 7 ^ (size_t)global * 11;
    ${loop("places >> 4 & 4095")}
    free(heap);`)}`,
  /** The first call of the process costs more. */
  lazy: `
    static _Thread_local int ready;
    ${whole(`${most} if (!ready++) ${loop("10000")}`)}`,
  recursive: `float kernel(const float *x, size_t n) {
    if (n == 1) return x[0];
    const float a = kernel(x, n / 2), b = kernel(x + n / 2, n - n / 2);
    return a > b ? a : b;
  }`,
  grows: `static size_t calls; ${whole(`${most} ${loop("++calls")}`)}`,
  wide: whole(most),
  sneaky: whole(`${most} __asm__ volatile("vpxord %%zmm0, %%zmm0, %%zmm0" ::: "xmm0");`),
  aborts: `#include <stdlib.h>\n${whole(`${most} abort();`)}`,
  exits: `#include <unistd.h>\n${whole(`${most} static int calls; if (++calls > 4) _exit(0);`)}`,
} as const;
export type Name = keyof typeof SOURCES;
