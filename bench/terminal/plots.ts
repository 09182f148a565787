/** The plots of mitata, which its own report is drawn with; exported, not typed. */
interface Mitata {
  readonly $: {
    readonly histogram: {
      /** Lines of blocks, `height` of them; `avg` is the bin that stands out. */
      ascii(
        bins: { readonly avg: number; readonly peak: number; readonly bins: readonly number[] },
        height: number,
        options: { readonly colors: boolean },
      ): string[];
    };
    readonly boxplot: {
      /** Three lines per box on a common axis, `key` columns for names and `size` for boxes. Whiskers: `min`, `p99`. */
      ascii(
        boxes: { readonly [name: string]: Box },
        key: number,
        size: number,
        options: { readonly colors: boolean; readonly fmt: (value: number) => string },
      ): string[];
    };
  };
}

interface Box {
  readonly min: number;
  readonly p25: number;
  /** The line inside the box. */
  readonly avg: number;
  readonly p75: number;
  readonly p99: number;
}

export type Plots = Mitata["$"];

/** Loaded only when there is something to plot. */
export async function openPlots(): Promise<Plots> {
  const { $ } = (await import("mitata")) as unknown as Mitata;
  return $;
}
