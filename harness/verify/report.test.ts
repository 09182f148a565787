import { expect, test } from "vitest";
import { readReport } from "./report.js";

/** Shortened from what the tools print. */
const GCC_HEAP = `=================================================================
==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x6210000678a0 at pc 0x7fd0 bp 0x7fd0 sp 0x7fd0
WRITE of size 4 at 0x6210000678a0 thread T0
    #0 0x7fd08ff0354c in scale targets/demo/scale.cpp:4
    #1 0x7fd063a0f544  (/project/.pawl/cache/build/a.so+0xab544)

0x6210000678a0 is located 12 bytes to the right of 4000-byte region [0x621000066900,0x6210000678a0)
allocated by thread T0 here:
    #0 0x7fd090000000 in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69

SUMMARY: AddressSanitizer: heap-buffer-overflow targets/demo/scale.cpp:4 in scale
`;
const CLANG_STACK = `=================================================================
==7==ERROR: AddressSanitizer: stack-buffer-overflow on address 0x7f8b at pc 0x7f8b bp 0x7f8b sp 0x7f8b
READ of size 1 at 0x7f8bb4e7e045 thread T0
    #0 0x7f8bb6511845 in (anonymous namespace)::sum(char const*, unsigned long) ./targets/demo/scale.cpp:11:26
Address 0x7f8bb4e7e045 is located in stack of thread T0 at offset 69 in frame
    #0 0x7f8bb65117ff in scale ./targets/demo/scale.cpp:4
  This frame has 1 object(s):
    [32, 69) 'copy' (line 5) <== Memory access at offset 69 overflows this variable
SUMMARY: AddressSanitizer: stack-buffer-overflow ./targets/demo/scale.cpp:11:26 in sum
`;
/** A newer clang says "after". */
const CLANG_GLOBAL = CLANG_STACK.replaceAll("stack-buffer", "global-buffer").replace(
  /^Address 0x[\s\S]*variable\n/m,
  "0x7f8b is located 0 bytes after global variable 'powers' defined in 'scale.cpp:4' (0x7f8b) of size 16\n",
);
const IN_HEADER = `/usr/include/c++/12/bits/stl_vector.h:1123:41: runtime error: shift exponent 37 is too large
    #0 0x7fac in std::vector<int>::at(unsigned long) /usr/include/c++/12/bits/stl_vector.h:1123
    #1 0x7fac in scale targets/demo/scale.cpp:5
`;
const FREE = `==7==ERROR: AddressSanitizer: attempting double-free on 0x6020 in thread T0:
    #0 0x7fd0 in operator delete(void*) ../../../../src/libsanitizer/asan/asan_new_delete.cpp:152
    #1 0x7fd0 in scale targets/demo/scale.h:9
`;
const SIGNAL = `==7==ERROR: signal 11
    #0 0x7fd4 in __sanitizer_print_stack_trace ../../../../src/libsanitizer/asan/asan_stack.cpp:87
    #1 0x7fd4 in pawl::on_fault(int, siginfo_t*, void*) (/project/.pawl/cache/build/a.so+0xac32)
    #2 0x7fd4 in scale targets/demo/scale.cpp:8
`;

test.each([
  [
    GCC_HEAP,
    "has a heap-buffer-overflow in scale: it writes 4 bytes, 12 bytes behind a region of 4000 bytes",
    "targets/demo/scale.cpp:4",
  ],
  [
    GCC_HEAP.replace("12 bytes to the right", "1 bytes to the left"),
    "has a heap-buffer-overflow in scale: it writes 4 bytes, 1 byte before a region of 4000 bytes",
    "targets/demo/scale.cpp:4",
  ],
  [
    GCC_HEAP.replaceAll("heap-buffer-overflow", "heap-use-after-free").replace("to the right", "inside"),
    "has a heap-use-after-free in scale: it writes 4 bytes at byte 12 of a region of 4000 bytes",
    "targets/demo/scale.cpp:4",
  ],
  [
    CLANG_STACK,
    "has a stack-buffer-overflow in sum: it reads 1 byte, which overflows the local variable copy",
    "targets/demo/scale.cpp:11",
  ],
  [
    CLANG_GLOBAL,
    "has a global-buffer-overflow in sum: it reads 1 byte, right behind the global variable 'powers'",
    "targets/demo/scale.cpp:11",
  ],
  [
    "targets/demo/scale.c:5:72: runtime error: signed integer overflow: 1 * 2 cannot be\n    #0 0x7fac in scale targets/demo/scale.c:5\n",
    "has undefined behaviour in scale: signed integer overflow: 1 * 2 cannot be",
    "targets/demo/scale.c:5",
  ],
  [IN_HEADER, "has undefined behaviour in scale: shift exponent 37 is too large", "targets/demo/scale.cpp:5"],
  [FREE, "has a double-free in scale", "targets/demo/scale.h:9"],
  [SIGNAL, null, "targets/demo/scale.cpp:8"],
  ["==7==ERROR: signal 4\n    #0 0x7fd4  (/project/vendor.so+0x1)\n", null, null],
])("%#: %s", (report, what, where) => {
  expect(readReport(report)).toEqual({ what, where });
});
