import type { Fuzz, FuzzInput } from "../../model/fuzz.js";
import type { Signature } from "../../model/kernel.js";
import type { Layout } from "../../model/layout.js";
import type { Column, Value } from "../../model/value.js";
import { decodeImage } from "../../support/codec.js";
import { layoutOf } from "../../support/layout.js";
import { randomStream } from "../../support/random.js";
import { drawInstance, scalarsOf } from "../inputs.js";
import { drawColumn } from "../values.js";
import {
  drawElements,
  drawScalar,
  type Element,
  isGenerator,
  isKept,
  type Simple,
  simplestOf,
} from "./elements.js";
import { type Leaf, leavesOf, replaceLeaves } from "./leaves.js";

/** One input as drawn, in the form in which it can be made simpler. */

export interface Choice {
  /** Index into the leaf's alternatives. */
  readonly alternative: number;
  /** Null: whatever the alternative yields for the seed and the size. */
  readonly values: readonly Element[] | null;
}

export interface Draft {
  readonly seed: number;
  /** By path of the leaf. */
  readonly choices: ReadonlyMap<string, Choice>;
}

/** Larger inputs prove little more and take long. */
const LARGEST_BYTES = 16 * 2 ** 20;

/** Draws drafts of one target and makes inputs of them. */
export class Drafts {
  readonly leaves: readonly Leaf[];

  constructor(
    private readonly signature: Signature,
    private readonly fuzz: Fuzz,
    /** Whether inputs beyond `LARGEST_BYTES` are left out. */
    private readonly limited: boolean,
  ) {
    this.leaves = leavesOf(signature, fuzz.values);
  }

  draw(seed: number): Draft {
    const choices = new Map<string, Choice>();
    for (const leaf of this.leaves)
      if (leaf.segment === null) choices.set(leaf.path, this.choose(leaf, 1, seed));
    const layout = this.layout({ seed, choices });
    const fits = this.fits(layout);
    for (const leaf of this.leaves)
      if (leaf.segment !== null)
        choices.set(leaf.path, this.choose(leaf, fits ? countIn(layout, leaf) : 0, seed));
    return { seed, choices };
  }

  /** Draws a leaf of `n` values; `alternative`: drawn, too, unless given. */
  choose(leaf: Leaf, n: number, seed: number, alternative?: number): Choice {
    const random = randomStream(seed, leaf.path);
    const chosen = alternative ?? random.integer(0, leaf.alternatives.length - 1);
    const column = leaf.alternatives[chosen] as Simple;
    if (isGenerator(column)) {
      const one = leaf.segment === null;
      const values = one
        ? [drawScalar(column, leaf.type, random)]
        : drawElements(column, leaf.type, n, random);
      return { alternative: chosen, values };
    }
    if (leaf.segment !== null && !isKept(column)) return { alternative: chosen, values: null };
    const values = drawColumn(leaf.type, n, column as Column, leaf.path, { seed, instance: 0 });
    return { alternative: chosen, values: [...values] };
  }

  layout(draft: Draft): Layout {
    return layoutOf(
      this.signature,
      scalarsOf(this.signature, { values: this.#values(draft), seed: draft.seed }, 0),
    );
  }

  realise(draft: Draft): FuzzInput | null {
    const layout = this.layout(draft);
    if (!this.fits(layout)) return null;
    const image = drawInstance(layout, { values: this.#values(draft, layout), seed: draft.seed }, 0);
    return (this.fuzz.when?.(decodeImage(image, layout)) ?? true) ? { layout, image } : null;
  }

  fits({ bytes }: Layout): boolean {
    return !this.limited || bytes <= LARGEST_BYTES;
  }

  /** With a layout, every column has as many values as that says. */
  #values({ choices }: Draft, layout?: Layout): { readonly [argument: string]: Value } {
    const byPath = new Map(this.leaves.map((leaf) => [leaf.path, leaf]));
    return replaceLeaves(this.fuzz.values, (path) => {
      const leaf = byPath.get(path) as Leaf;
      const choice = choices.get(path);
      const column = leaf.alternatives[choice?.alternative ?? 0] as Column;
      if (!choice?.values) return column;
      return layout && leaf.segment !== null
        ? fitted(choice.values, countIn(layout, leaf), simplestOf(column, leaf.type))
        : (choice.values as Column);
    });
  }
}

/** Elements of the segment that the leaf is a column of. */
export const countIn = ({ segments }: Layout, { segment }: Leaf): number =>
  segments.find(({ path }) => path === segment)?.count ?? 0;

const fitted = (values: readonly Element[], n: number, filler: Element): readonly Element[] =>
  values.length >= n ? values.slice(0, n) : [...values, ...Array<Element>(n - values.length).fill(filler)];
