/** `1.46 MiB`: three digits in the largest unit that leaves a whole. */
export function inBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
  const unit = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Number((bytes / 1024 ** unit).toPrecision(3))} ${units[unit]}`;
}

/** `850 ns`, `36.6 us`, `1.2 ms`, `3 s`: three significant digits. */
export function inTime(nanoseconds: number): string {
  const units = [
    ["s", 1e9],
    ["ms", 1e6],
    ["us", 1e3],
  ] as const;
  const [unit, size] = units.find(([, size]) => nanoseconds >= size) ?? ["ns", 1];
  return `${Number((nanoseconds / size).toPrecision(3))} ${unit}`;
}
