/**
 * Nanoseconds for which Linux lets one program keep a CPU that others want: 0.75 ms × (1 + ⌊log2 CPUs⌋),
 * which ends at eight CPUs (kernel/sched/fair.c: `sysctl_sched_min_granularity`, since Linux 6.6
 * `sysctl_sched_base_slice`, scaled by `get_update_sysctl_factor`). This is the longest; on a single CPU it
 * is a quarter of that.
 */
export const SLICE = 3_000_000;
