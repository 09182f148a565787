import { readFile } from "node:fs/promises";
import { hashOf } from "../support/hash.js";

/** Offsets and constants of 64-bit little-endian ELF files (elf(5)). */
const MAGIC = "7f454c460201"; // ELFCLASS64, ELFDATA2LSB
const SECTION_TABLE = 0x28;
const SECTION_SIZE = 0x3a;
const SECTION_COUNT = 0x3c;
const IN_MEMORY = 2n; // SHF_ALLOC
const NOTE = 7; // SHT_NOTE: build identifiers
const NOT_STORED = 8; // SHT_NOBITS

/**
 * Hash of all that a shared library brings into memory: code, constants, initial data, the symbols and libraries it
 * links to. Debugging information, names of sources and build identifiers are left out, so that two libraries with the
 * same hash do the same. Null where that cannot be told: not an ELF file.
 */
export async function codeOf(library: string): Promise<string | null> {
  const file = await readFile(library);
  if (file.toString("hex", 0, 6) !== MAGIC) return null;
  const table = Number(file.readBigUInt64LE(SECTION_TABLE));
  const size = file.readUInt16LE(SECTION_SIZE);
  const parts: (string | Uint8Array)[] = [];
  for (let i = 0; i < file.readUInt16LE(SECTION_COUNT); i++) {
    const header = file.subarray(table + i * size, table + (i + 1) * size);
    const type = header.readUInt32LE(4);
    if ((header.readBigUInt64LE(8) & IN_MEMORY) === 0n || type === NOTE) continue;
    const offset = Number(header.readBigUInt64LE(24));
    const bytes = Number(header.readBigUInt64LE(32));
    parts.push(`${type} ${bytes}`);
    if (type !== NOT_STORED) parts.push(file.subarray(offset, offset + bytes));
  }
  return parts.length === 0 ? null : hashOf(...parts);
}
