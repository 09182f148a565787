import type { StructType } from "../model/kernel.js";
import type { Mismatch, Tolerance } from "../model/tolerance.js";
import type { DecodedOf, Outcome, ReturnsKey } from "./decoded.js";

/** Tolerances mirror the signature: per argument, per field, down to a whole-call comparison at the top. */

type Compare<Given, In> = (expected: Given, actual: Given, inputs: In) => Mismatch[];

type Fields<Of, Given, In> =
  Of extends StructType<string, infer F>
    ? {
        readonly [K in keyof F as F[K] extends { readonly direction: "in" } ? never : K]?: Node<
          F[K],
          K extends keyof Given ? Given[K] : never,
          In
        >;
      }
    : never;

type Node<T, Given, In> =
  | Tolerance
  | Compare<Given, In>
  | (T extends { readonly of: infer Of } ? Fields<Of, Given, In> : never);

type Changed = { readonly direction: "out" | "inout" };

/** A part left out is `exact`. Only what a kernel may change can be named. */
export type VerifyForm<Args, Returns, In> =
  | Tolerance
  | Compare<Outcome<Args, Returns>, In>
  | ({
      readonly [K in keyof Args as Args[K] extends Changed ? K : never]?: Node<
        Args[K],
        DecodedOf<Args[K]>,
        In
      >;
    } & Partial<ReturnsKey<Returns, Node<Returns, DecodedOf<Returns>, In>>>);
