import {
  choice,
  inout,
  input,
  integers,
  iota,
  logits,
  oneOf,
  output,
  reals,
  struct,
} from "../../../index.js";
import type { FuzzInput } from "../../../model/fuzz.js";
import type { Signature } from "../../../model/kernel.js";
import type { Target } from "../../../model/target.js";
import { decodeImage } from "../../../support/codec.js";
import { sampleTarget, sampleVariant, sampleWorkload } from "../../../support/testing/target.js";
import { inputSource } from "../source.js";

/** A source of inputs with every kind of generator. */

const token = struct("token", { id: "i32", logit: "f32" });
const tokens = struct("tokens", { data: inout(token, "size"), size: "usize", sorted: "bool" });
export const signature: Signature = {
  kernel: {
    name: "k",
    args: { cur: inout(tokens), x: input("f64", "n"), y: output("f64", "n"), n: "i32", t: "f32" },
  },
};
export const values = {
  cur: {
    size: integers(0, 5000),
    sorted: oneOf(false, true),
    data: { id: oneOf(iota(), choice([7, 8])), logit: logits() },
  },
  x: reals(-2, 2),
  n: integers(0, 100),
  t: reals(0.1, 3),
};
export const sourceOf = (of: Signature, fuzz: Target["fuzz"], workload = sampleWorkload({})) =>
  inputSource(sampleTarget(of, [sampleVariant("a")], fuzz ? { fuzz } : {}), workload);

export interface Decoded {
  readonly n: number;
  readonly t: number;
  readonly x: Float64Array;
  readonly cur: {
    readonly size: number;
    readonly sorted: boolean;
    readonly data: { readonly id: Int32Array; readonly logit: Float32Array };
  };
}
export const decoded = (input: FuzzInput | null): Decoded => {
  if (!input) throw new Error("ruled out");
  return decodeImage(input.image, input.layout) as unknown as Decoded;
};
