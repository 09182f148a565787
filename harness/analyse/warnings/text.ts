/** `4 %`, `0.5 %`: two significant digits at most, none behind the point from 10 on. */
export const percent = (share: number): string => {
  const value = share * 100;
  return `${Math.abs(value) >= 10 ? Math.round(value) : Number(value.toPrecision(2))} %`;
};

/** `1 trial`, `3 trials`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A log-ratio as a difference: 0.0488 is `5 %`. */
export const difference = (logRatio: number): string => percent(Math.expm1(Math.abs(logRatio)));
