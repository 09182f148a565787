import { isBuffer, isStruct, type Signature } from "../model/kernel.js";
import { isScalar, SCALARS } from "../model/scalar.js";
import type { Target } from "../model/target.js";
import { worksOnDevice } from "../support/features.js";
import { argumentsOf, structLayout } from "../support/layout.js";
import { renderTemplate } from "../support/template.js";
import { cDeclaration, cParameters, cType, resultType, structsOf } from "./declarations.js";

/** The header that variants include: structs, prototypes, `extern "C"`. Valid C and C++. */
export function generateHeader(target: Target): Promise<string> {
  const { kernel, state, before } = target.signature;
  const statePointer = state ? ["void *state"] : [];
  const parameters = [...statePointer, ...cParameters(kernel.args)].join(", ") || "void";
  const result = resultType(target.signature);
  return renderTemplate("header.h.hbs", {
    id: target.id,
    title: target.title.replaceAll("*/", "* /").replaceAll("/*", "/ *"),
    file: target.file,
    guard: `PAWL_${target.id.replaceAll(/\W/g, "_")}_H`,
    structs: structsOf(target.signature).map(({ name, fields }) => ({
      name,
      fields: Object.entries(fields).map(([field, type]) => ({ declaration: cDeclaration(type, field) })),
    })),
    prototypes: [
      ...(state
        ? [
            `void *${state.create.name}(${cParameters(state.create.args).join(", ") || "void"})`,
            `void ${state.destroy}(void *state)`,
          ]
        : []),
      ...(before ? [`void ${before}(${parameters})`] : []),
      `${result}${result.endsWith("*") ? "" : " "}${kernel.name}(${parameters})`,
    ],
    device: target.builds.some(worksOnDevice),
  });
}

/** The driver: typed calls of one signature for `harness/native/pawl/session.hpp`. */
export function generateDriver(target: Target): Promise<string> {
  const { signature } = target;
  const { kernel, state, before } = signature;
  const returns = kernel.returns;
  const result = resultType(signature);
  const bindings = bindingsOf(signature);
  const names = Object.keys(kernel.args);
  return renderTemplate("driver.cpp.hbs", {
    id: target.id,
    kernel: kernel.name,
    assertions: structsOf(signature).flatMap((struct) => {
      const layout = structLayout(struct);
      return [
        `sizeof(${struct.name}) == ${layout.bytes}`,
        ...layout.fields.map(({ name, offset }) => `offsetof(${struct.name}, ${name}) == ${offset}`),
      ];
    }),
    arguments: Object.entries(kernel.args).map(([name, type]) => ({ declaration: cDeclaration(type, name) })),
    result,
    parameterTypes: [...(state ? ["void *"] : []), ...Object.values(kernel.args).map(cType)].join(", "),
    createTypes: Object.values(state?.create.args ?? {})
      .map(cType)
      .join(", "),
    hasState: state !== undefined,
    createName: state?.create.name ?? "",
    destroyName: state?.destroy ?? "",
    hasBefore: before !== undefined,
    beforeName: before ?? "",
    hasScalars: Object.values(kernel.args).some(isScalar),
    returnsNothing: returns === undefined,
    returnsScalar: returns !== undefined && isScalar(returns),
    returnsPointer: returns !== undefined && isBuffer(returns),
    returnsSlot: bindings.slots,
    bindings: names.map((name) => bindings.of.get(name)).join(", "),
    createBindings: Object.keys(state?.create.args ?? {})
      .map((name) => bindings.of.get(name))
      .join(", "),
    callArguments: [...(state ? ["state"] : []), ...names.map((name) => `a.${name}`)].join(", "),
  });
}

/**
 * The C++ expression that fetches each argument from a frame. Slot and segment numbers follow from the signature alone
 * (sizes do not change them), in the order of `layoutOf`.
 */
function bindingsOf(signature: Signature): { of: Map<string, string>; slots: number } {
  const of = new Map<string, string>();
  let slots = 0;
  let segments = 0;
  const countSegments = (type: ReturnType<typeof argumentsOf>[number]["type"]): number =>
    !isBuffer(type)
      ? 0
      : 1 + (isStruct(type.of) ? Object.values(type.of.fields).reduce((n, f) => n + countSegments(f), 0) : 0);
  for (const { name, type } of argumentsOf(signature)) {
    if (name === "returns" && type === signature.kernel.returns) break;
    if (isBuffer(type)) {
      of.set(name, `f.pointer<${cType(type).replace(/ ?\*$/, "")}>(${segments})`);
      segments += countSegments(type);
    } else {
      of.set(name, `f.scalar<${SCALARS[type].c}>(${slots++})`);
    }
  }
  return { of, slots };
}
