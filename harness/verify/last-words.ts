/** What a process printed before it died. */
export interface LastWords {
  /** Type and message of the exception that ended it; null: none did. */
  readonly exception: string | null;
  /** The last lines besides, in one; empty: there were none. */
  readonly said: string;
}

/** Lines, and characters of them, that are shown. */
const LINES = 3;
const CHARACTERS = 300;

/** libstdc++: gcc/libstdc++-v3/libsupc++/vterminate.cc. */
const GNU = /^terminate called after throwing an instance of '(.+)'$(?:\n {2}what\(\): {2}([\s\S]*))?/m;
/** libc++: libcxxabi/src/cxa_default_handlers.cpp. */
const LLVM = /^.*terminating (?:due to|with) uncaught exception of type ((?:[^:\n]|::)+)(?:: ([\s\S]*))?/m;

/** The runtime of C++ tells of an exception at the very end. */
export function lastWords(printed: string): LastWords {
  const told = GNU.exec(printed) ?? LLVM.exec(printed);
  if (!told) return { exception: null, said: tail(printed) };
  const [, type = "", message = ""] = told;
  const why = tail(message);
  return {
    exception: why ? `${type.trim()}: ${why}` : type.trim(),
    said: tail(printed.slice(0, told.index)),
  };
}

function tail(text: string): string {
  const lines = text
    .trim()
    .split(/\s*\n\s*/)
    .slice(-LINES)
    .join(" / ");
  return lines.length > CHARACTERS ? `…${lines.slice(-CHARACTERS)}` : lines;
}
