const STRANGE: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e300,
  [],
  {},
  [[]],
  'x'.repeat(5_000),
  '\ud800',
  true,
  [null],
  '__proto__',
];

export type Tree = Record<string, unknown> | unknown[];
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Walks down an answer by chance, and spoils what it comes to. @param next a whole number from 0 up to one below */
export function spoil(answer: Tree, next: (below: number) => number): void {
  let here: Tree = answer;
  for (;;) {
    const keys = Object.keys(here);
    const key = keys[next(keys.length || 1)];
    if (key === undefined) return;
    const inner: unknown = Reflect.get(here, key);
    if (isTree(inner) && next(12) > 0) {
      here = inner;
      continue;
    }
    if (next(3) === 0) Reflect.deleteProperty(here, key);
    else Reflect.set(here, key, structuredClone(STRANGE[next(STRANGE.length)]));
    return;
  }
}
