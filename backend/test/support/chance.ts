/** Park–Miller: the same numbers in every run. @returns what gives a whole number from 0 up to one below */
export function chance(seed: number): (below: number) => number {
  let state = (seed * 48_271 + 11) % 2_147_483_647;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}
