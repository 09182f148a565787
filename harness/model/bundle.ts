/** A bundle: a project's targets with all that measures them, for a machine without network, Node or git. */

export const BUNDLE_SCHEMA = "pawl/manifest@1";

/** The project that records belong to, wherever they are made. */
export interface Origin {
  /** As its `package.json` says. */
  readonly name: string | null;
  /** First commits of its history; empty where that is not known: outside git, and in a shallow clone. */
  readonly roots: readonly string[];
  /** Full commit hash, or null outside git. */
  readonly commit: string | null;
  /** Whether tracked files differed from that commit. */
  readonly dirty: boolean;
}

/** The newest versions of the system's libraries that binaries ask for: `2.28`, `3.4.21`; null: none. */
export interface SystemNeeds {
  readonly glibc: string | null;
  readonly libstdcxx: string | null;
}

/** A library that was built at home. */
export interface PrebuiltLibrary {
  /** Relative to the bundle's folder. */
  readonly file: string;
  /** SHA-256 (hex) of what it was built from, by path relative to the project. */
  readonly inputs: Readonly<Record<string, string>>;
}

export interface Prebuilt {
  /** First line of the compiler's `--version`. */
  readonly compiler: string;
  readonly family: "gcc" | "other";
  /** `-march`. */
  readonly architecture: string;
  /** What compiled code for NVIDIA's devices, and how; null: there is none. */
  readonly device: { readonly compiler: string; readonly flags: readonly string[] } | null;
  readonly needs: SystemNeeds;
  /** Hashes of the declarations that they were built for, by id of the target. */
  readonly declarations: Readonly<Record<string, string>>;
  /** By what the build calls them, and their first source: `4.2/dense dense.cpp`. */
  readonly libraries: Readonly<Record<string, PrebuiltLibrary>>;
}

/** `bundle.json`. */
export interface Bundle {
  readonly schema: typeof BUNDLE_SCHEMA;
  /** Of pawl. */
  readonly version: string;
  /** As Node names them: `linux`, `x64`. */
  readonly platform: string;
  readonly arch: string;
  readonly node: string;
  /** Of its Node. */
  readonly needs: SystemNeeds;
  readonly origin: Origin;
  /** Ids. */
  readonly targets: readonly string[];
  /** SHA-256 (hex) of the project's files, by path relative to it. */
  readonly files: Readonly<Record<string, string>>;
  readonly prebuilt: Prebuilt | null;
}
