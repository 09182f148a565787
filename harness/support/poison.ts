/** What blank outputs hold before a call: a byte that makes no likely result of any type, another one for neighbouring instances. */
export const poisonOf = (instance: number): number => 0xc1 ^ ((instance * 0x2b) & 0xff);
