import { expect, test } from "vitest";
import { firstError, readDependencies, undefinedSymbols } from "./diagnose.js";

const LOGS = {
  "g++, behind warnings": `
In file included from targets/a/fast.cpp:1:
targets/a/fast.cpp: In function 'void kernel(float*, size_t)':
targets/a/fast.cpp:3:7: warning: unused variable 'y' [-Wunused-variable]
    3 |   int y;
      |       ^
targets/a/fast.cpp:5:12: error: 'vecotr' was not declared in this scope
    5 |   return vecotr(x);
      |          ^~~~~~
targets/a/fast.cpp:9:1: error: expected '}' at end of input`,
  "g++, a header not found": `
targets/a/fast.cpp:2:10: fatal error: immintrinx.h: No such file or directory
    2 | #include <immintrinx.h>
      |          ^~~~~~~~~~~~~~
compilation terminated.`,
  "g++, a flag": `
cc1plus: error: bad value ('nonsense') for '-march=' switch
cc1plus: note: valid arguments to '-march=' switch are: nocona core2 znver4`,
  "g++, an unknown option": `
g++: error: unrecognized command-line option '-fast-please'
g++: fatal error: no input files
compilation terminated.`,
  "clang++": `
targets/a/fast.cpp:7:3: error: no matching function for call to 'min'
    7 |   min(a, b);
      |   ^~~
1 error generated.`,
  "the assembler": `
targets/a/fast.c: Assembler messages:
targets/a/fast.c:2: Error: no such instruction: \`vfoo %xmm0'`,
  "ld, a function missing": `
/usr/bin/ld: /tmp/build-x/0.o: in function \`kernel':
fast.cpp:(.text+0x5): undefined reference to \`helper(int)'
collect2: error: ld returned 1 exit status`,
  "ld, a function twice": `
/usr/bin/ld: /tmp/1.o: in function \`kernel':
b.c:(.text+0x0): multiple definition of \`kernel'; /tmp/0.o:a.c:(.text+0x0): first defined here
collect2: error: ld returned 1 exit status`,
  "ld, a library missing": `
/usr/bin/ld: cannot find -lnosuch: No such file or directory
collect2: error: ld returned 1 exit status`,
  "ld, code that cannot be shared": `
/usr/bin/ld: /tmp/0.o: relocation R_X86_64_PC32 against symbol \`x' can not be used when making a shared object
/usr/bin/ld: final link failed: bad value
collect2: error: ld returned 1 exit status`,
  lld: `
ld.lld: error: undefined symbol: helper
>>> referenced by fast.cpp
clang: error: linker command failed with exit code 1 (use -v to see invocation)`,
  "nvcc, of the source": `
targets/a/fast.cu(9): warning #177-D: variable "error" was declared but never referenced
targets/a/fast.cu(12): error: identifier "y" is undefined
      x[0]=y;
           ^

targets/a/fast.cu(14): error: identifier "z" is undefined

2 errors detected in the compilation of "targets/a/fast.cu".`,
  "nvcc, with the error's number": `
targets/a/fast.cu(12): error #20: identifier "y" is undefined`,
  "nvcc's host compiler": `
targets/a/fast.cu:1:10: fatal error: nope.h: No such file or directory
    1 | #include "nope.h"
      |          ^~~~~~~~
compilation terminated.`,
  "nvcc, of its options": `
nvcc fatal   : Unsupported gpu architecture 'compute_130'`,
  "ptxas, too much of something": `
ptxas error   : Entry function '_Z1kPi' uses too much shared data (0x61a80 bytes, 0xc000 max)`,
  "ptxas, a line of assembly": `
ptxas /tmp/tmpxft_1_bad.ptx, line 26; error   : Not a name of any known instruction: 'bogus'
ptxas fatal   : Ptx assembly aborted due to errors`,
  "a tool of another kind": "\nsomething broke\nbadly\n",
  silence: "",
};

test("finds what the tools said first", () => {
  expect(
    Object.fromEntries(Object.entries(LOGS).map(([name, log]) => [name, firstError(log)])),
  ).toMatchInlineSnapshot(`
    {
      "a tool of another kind": {
        "message": "badly",
        "where": null,
      },
      "clang++": {
        "message": "no matching function for call to 'min'",
        "where": "targets/a/fast.cpp:7",
      },
      "g++, a flag": {
        "message": "bad value ('nonsense') for '-march=' switch",
        "where": null,
      },
      "g++, a header not found": {
        "message": "immintrinx.h: No such file or directory",
        "where": "targets/a/fast.cpp:2",
      },
      "g++, an unknown option": {
        "message": "unrecognized command-line option '-fast-please'",
        "where": null,
      },
      "g++, behind warnings": {
        "message": "'vecotr' was not declared in this scope",
        "where": "targets/a/fast.cpp:5",
      },
      "ld, a function missing": {
        "message": "undefined reference to \`helper(int)'",
        "where": null,
      },
      "ld, a function twice": {
        "message": "multiple definition of \`kernel'; /tmp/0.o:a.c:(.text+0x0): first defined here",
        "where": null,
      },
      "ld, a library missing": {
        "message": "cannot find -lnosuch: No such file or directory",
        "where": null,
      },
      "ld, code that cannot be shared": {
        "message": "relocation R_X86_64_PC32 against symbol \`x' can not be used when making a shared object",
        "where": null,
      },
      "lld": {
        "message": "undefined symbol: helper",
        "where": null,
      },
      "nvcc's host compiler": {
        "message": "nope.h: No such file or directory",
        "where": "targets/a/fast.cu:1",
      },
      "nvcc, of its options": {
        "message": "Unsupported gpu architecture 'compute_130'",
        "where": null,
      },
      "nvcc, of the source": {
        "message": "identifier "y" is undefined",
        "where": "targets/a/fast.cu:12",
      },
      "nvcc, with the error's number": {
        "message": "identifier "y" is undefined",
        "where": "targets/a/fast.cu:12",
      },
      "ptxas, a line of assembly": {
        "message": "Not a name of any known instruction: 'bogus'",
        "where": null,
      },
      "ptxas, too much of something": {
        "message": "Entry function '_Z1kPi' uses too much shared data (0x61a80 bytes, 0xc000 max)",
        "where": null,
      },
      "silence": {
        "message": "the compiler failed without a word",
        "where": null,
      },
      "the assembler": {
        "message": "no such instruction: \`vfoo %xmm0'",
        "where": "targets/a/fast.c:2",
      },
    }
  `);
});

test("names what linkers found undefined, each once", () => {
  const defined = Object.entries(LOGS).filter(([, log]) => undefinedSymbols(log).length === 0);
  expect(Object.keys(LOGS).filter((name) => !defined.some(([other]) => other === name))).toEqual([
    "ld, a function missing",
    "lld",
  ]);
  const gnu = `
/usr/bin/ld: /tmp/build-x/0.o: in function \`kernel':
fast.cpp:(.text+0x5): undefined reference to \`a::helper(int (*)(char))'
/usr/bin/ld: fast.cpp:(.text+0x9): undefined reference to \`other'
/usr/bin/ld: fast.cpp:(.text+0xf): undefined reference to \`other'
collect2: error: ld returned 1 exit status`;
  expect(undefinedSymbols(gnu)).toEqual(["a::helper(int (*)(char))", "other"]);
  const apple = `
Undefined symbols for architecture arm64:
  "helper(float*)", referenced from:
      _kernel in 0.o
  "_other", referenced from:
      _kernel in 0.o
ld: symbol(s) not found for architecture arm64`;
  expect(undefinedSymbols(apple)).toEqual(["helper(float*)", "other"]);
  expect(undefinedSymbols(LOGS.lld)).toEqual(["helper"]);
});

test("reads the files that a source depends on", () => {
  const depfile = "0.o: src/a.cpp src/a.h \\\n src/with\\ space.h .pawl/include/pawl/5.1.h \\\n cost$$.h\n";
  expect(readDependencies(depfile)).toEqual([
    "src/a.cpp",
    "src/a.h",
    "src/with space.h",
    ".pawl/include/pawl/5.1.h",
    "cost$.h",
  ]);
});
