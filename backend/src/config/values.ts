import { homedir } from 'node:os';
import { delimiter } from 'node:path';
import type { Setting } from './setting.js';

/** A value as some layer gave it, and where. */
export interface LayerValue {
  readonly value: unknown;
  readonly origin: string;
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 1024,
  MIB: 1024 ** 2,
  GIB: 1024 ** 3,
  TIB: 1024 ** 4,
};

/** What was written in the environment or on the command line. What does not fit stays text, for the checks to refuse. */
export function fromText(text: string, { kind }: Setting): unknown {
  switch (kind) {
    case 'integer':
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case 'flag':
      return { true: true, '1': true, false: false, '0': false }[text.toLowerCase()] ?? text;
    case 'folders':
      return splitList(text, delimiter);
    case 'texts':
    case 'addresses':
      return splitList(text, ',');
    default:
      return text;
  }
}

/** Brings what any layer gave to the form that the classes hold: bytes, absolute paths. */
export function normalise(value: unknown, setting: Setting): unknown {
  if (setting.kind === 'size' && typeof value === 'string') return parseSize(value) ?? value;
  if (setting.kind === 'folders' && Array.isArray(value)) return value.map(withoutTilde);
  // Only a path may begin like this; in other texts it is refused by their own checks.
  return setting.kind === 'text' ? withoutTilde(value) : value;
}

/** Bytes of `10GiB`, `500 MB` or `1048576`. */
export function parseSize(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(text.trim()) ?? [];
  const factor = unit === undefined ? undefined : UNITS[unit.toUpperCase()];
  return amount === undefined || factor === undefined ? undefined : Math.round(Number(amount) * factor);
}

/** The shortest way to write a number of bytes exactly. */
export function formatSize(bytes: number): string {
  const unit = ['TiB', 'GiB', 'MiB', 'KiB'].find((name) => bytes > 0 && bytes % UNITS[name.toUpperCase()]! === 0);
  return unit === undefined ? String(bytes) : `${bytes / UNITS[unit.toUpperCase()]!}${unit}`;
}

function withoutTilde(value: unknown): unknown {
  return typeof value === 'string' && (value === '~' || value.startsWith('~/')) ? homedir() + value.slice(1) : value;
}

function splitList(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
