import { findNix, evaluateNix } from '../../../scripts/support/nix.mjs';

/** Whether Nix is here; without it these suites are skipped. */
export const hasNix = findNix() !== undefined;

/** What comes of settings of `services.pyxis`. */
export interface System {
  readonly isEnabled: boolean;
  readonly failed: readonly string[];
  readonly warnings: readonly string[];
  readonly networking: {
    readonly firewall: {
      readonly allowedTCPPorts: readonly number[];
      readonly extraInputRules: string;
      readonly extraCommands: string;
      readonly extraStopCommands: string;
    };
  };
  readonly services: Readonly<Record<string, unknown>>;
  readonly yaml: string;
  /** As systemd reads it. */
  readonly unit: string;
  readonly serviceConfig: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly hasProgram: boolean;
}

/** What comes of settings of `programs.pyxis`. */
export interface Home {
  readonly isEnabled: boolean;
  readonly failed: readonly string[];
  readonly warnings: readonly string[];
  readonly yaml: string;
  readonly unit: string;
  readonly tmpfiles: readonly string[];
  /** Of launchd; null but on macOS. */
  readonly agent: { readonly enable: boolean; readonly config: Readonly<Record<string, unknown>> } | null;
}

/** With `PYXIS_NIX_LIB`, the path of nixpkgs' own lib, everything is evaluated with that in place of our stand-in. */
const { PYXIS_NIX_LIB } = process.env;
const LIB = PYXIS_NIX_LIB ? `lib = import ${PYXIS_NIX_LIB};` : '';
const HARNESS = `import ./nix/tests/evaluate.nix { ${LIB} }`;

/**
 * @param settings of the module `services.pyxis`, as Nix: `enable = true;`
 * @param more of the rest of the system
 */
export function nixos(settings: string, more = ''): System {
  return evaluateNix(`(${HARNESS}).nixos { services.pyxis = { ${settings} }; ${more} }`) as System;
}

/** @param settings of the module `programs.pyxis`, as Nix: `enable = true;` */
export function home(settings: string): Home {
  return evaluateNix(`(${HARNESS}).home { programs.pyxis = { ${settings} }; }`) as Home;
}

/** The same on a Mac. */
export function homeOnMac(settings: string): Home {
  const harness = `import ./nix/tests/evaluate.nix { ${LIB} system = "aarch64-darwin"; }`;
  return evaluateNix(`(${harness}).home { programs.pyxis = { ${settings} }; }`) as Home;
}

/**
 * The text of the package's program.
 * @param tree the folder that has the server in lib/pyxis
 * @param node the folder that has bin/node
 */
export function wrapper(tree: string, node: string): string {
  return evaluateNix(`(${HARNESS}).wrapper ${toNix({ tree, node })}`) as string;
}

/** Many at once: `{ name: expression }`, in which `nixos` and `home` are functions of a module. */
export function evaluateAll(expressions: Readonly<Record<string, string>>): Record<string, unknown> {
  const entries = Object.entries(expressions).map(([name, expression]) => `${toNix(name)} = ${expression};`);
  return evaluateNix(`let harness = ${HARNESS}; inherit (harness) nixos home; in { ${entries.join(' ')} }`) as Record<
    string,
    unknown
  >;
}

/** A value as Nix writes it. */
export function toNix(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.map(toNix).join(' ')} ]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, inner]) => `${toNix(name)} = ${toNix(inner)};`);
    return `{ ${entries.join(' ')} }`;
  }
  // JSON's strings are Nix', but for the antiquotation.
  return JSON.stringify(value).replaceAll('${', '\\${');
}
