import { WORKLOAD_OPTIONS } from "../shape.js";
import { membersOf, problemIn, type Rule } from "./rule.js";

const ID = /^[A-Za-z0-9][\w.-]*$/;
const IDENTIFIER = /^[A-Za-z_]\w*$/;

// C23 and C++23 keywords, and the type names that the generated header takes from <stdint.h> and <stddef.h>.
const KEYWORDS = new Set(
  `alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t
  class co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue
  decltype default delete do double dynamic_cast else enum explicit export extern false float for friend
  goto if inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private
  protected public register reinterpret_cast requires restrict return short signed sizeof static
  static_assert static_cast struct switch template this thread_local throw true try typedef typeid
  typename typeof typeof_unqual union unsigned using virtual void volatile wchar_t while xor xor_eq int8_t
  int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t size_t ptrdiff_t NULL main`.split(/\s+/),
);

/** The id names a results file and a header, and is typed on command lines. */
export const idIsPlain: Rule = ({ id }, context) =>
  ID.test(id)
    ? []
    : [
        problemIn(
          context,
          "BAD_ID",
          `The id "${id}" is not plain.`,
          "Start with a letter or digit and go on with letters, digits, `_`, `.` and `-`: `4.2`.",
        ),
      ];

/** Workloads and variants are typed on command lines, and variants name built files. */
export const labelsArePlain: Rule = ({ workloads, variants }, context) =>
  [
    ...Object.keys(workloads).map((name) => ({ what: "workload", name, taken: false })),
    ...Object.keys(variants).map((name) => ({ what: "variant", name, taken: name === "oracle" })),
  ]
    .filter(({ name, taken }) => taken || !ID.test(name))
    .map(({ what, name, taken }) =>
      problemIn(
        context,
        "BAD_NAME",
        taken ? `A variant cannot be called "${name}".` : `The ${what} name "${name}" is not plain.`,
        "Use letters, digits, `_`, `.` and `-`, a letter or digit first; `oracle` is taken by the reference.",
      ),
    );

/** Everything that becomes a name in generated C. */
export const namesAreIdentifiers: Rule = (declaration, context) => {
  const { kernel, state, before } = declaration;
  const members = membersOf(declaration);
  const names = [
    kernel.name,
    ...(state ? [state.create.name, state.destroy] : []),
    ...(before === undefined ? [] : [before]),
    ...members.flatMap(({ name, owner }) => (owner ? [name, owner.name] : name === "returns" ? [] : [name])),
  ];
  return [...new Set(names)]
    .filter((name) => !IDENTIFIER.test(name) || KEYWORDS.has(name) || name.startsWith("pawl_"))
    .map((name) =>
      problemIn(
        context,
        "BAD_IDENTIFIER",
        `"${name}" cannot be a name in C and C++.`,
        "Use a C identifier that is no keyword, no standard type name and does not start with `pawl_`.",
      ),
    );
};

/** Names that mean something else where the argument or field is named. */
export const namesAreFree: Rule = (declaration, context) => {
  const takenAsArgument = new Set([...WORKLOAD_OPTIONS, "returns", "tolerance", "fill"]);
  if (declaration.state) takenAsArgument.add("state");
  if (declaration.fuzz) takenAsArgument.add("when").add("generator");
  const takenAsField = new Set(["tolerance", "fill", ...(declaration.fuzz ? ["generator"] : [])]);
  const { kernel, state } = declaration;
  const fields = membersOf(declaration).flatMap(({ name, owner }) => (owner ? [name] : []));
  const clashes = [
    ...Object.keys({ ...kernel.args, ...state?.create.args }).filter((name) => takenAsArgument.has(name)),
    ...fields.filter((name) => takenAsField.has(name)),
  ];
  return [...new Set(clashes)].map((name) =>
    problemIn(
      context,
      "RESERVED_NAME",
      `"${name}" cannot name an argument or field: it means something else in a declaration.`,
      `Rename it; C code is free to use another name. Reserved: ${[...takenAsArgument].join(", ")}.`,
    ),
  );
};

/** A workload gives the values of both by name. */
export const argumentsDoNotClash: Rule = ({ kernel, state }, context) =>
  Object.keys(state?.create.args ?? {})
    .filter((name) => Object.hasOwn(kernel.args, name))
    .map((name) =>
      problemIn(
        context,
        "NAME_CLASH",
        `Both ${kernel.name} and ${state?.create.name} have an argument "${name}".`,
        "Rename one of them: a workload gives both their values by name.",
      ),
    );

/** One header declares them all. */
export const symbolsDoNotClash: Rule = (declaration, context) => {
  const { kernel, state, before } = declaration;
  const structs = new Set(membersOf(declaration).flatMap(({ owner }) => (owner ? [owner.name] : [])));
  const symbols = [kernel.name, state?.create.name, state?.destroy, before, ...structs];
  return [...new Set(symbols.filter((name, i) => name !== undefined && symbols.indexOf(name) !== i))].map(
    (name) =>
      problemIn(
        context,
        "NAME_CLASH",
        `"${name}" names two things of this target.`,
        "Give the kernel, its hooks and every struct names of their own.",
      ),
  );
};
