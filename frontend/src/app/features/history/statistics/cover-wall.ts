/** A square of the wall, in cells from its upper left corner. */
export interface WallPlace {
  index: number;
  x: number;
  y: number;
  size: number;
}

/** Side lengths in cells. Powers of two, so that smaller ones always close up around larger ones. */
const SIZES = [4, 2, 1] as const;
/** At least this part of the most heard gets the size; the area grows with it, roughly. */
const LEAST_PART: Readonly<Record<number, number>> = { 4: 0.5, 2: 0.16, 1: 0 };

/**
 * Lays squares on a wall so that the area tells the value and no hole stays: each at the first free place, large ones
 * first. What would leave the last row ragged is left out.
 * @param values largest first
 * @param columns a multiple of four
 * @param mostRows a multiple of four, so that no square is cut
 */
export function hangWall(
  values: readonly number[],
  columns: number,
  mostRows: number,
): { places: WallPlace[]; rows: number } {
  const most = values[0] ?? 0;
  const taken: boolean[][] = [];
  const places: WallPlace[] = [];
  values.forEach((value, index) => {
    const size = SIZES.find((each) => value >= most * (LEAST_PART[each] ?? 0)) ?? 1;
    const place = firstFree(taken, size, columns);
    for (let y = place.y; y < place.y + size; y++) {
      const row = (taken[y] ??= new Array<boolean>(columns).fill(false));
      row.fill(true, place.x, place.x + size);
    }
    places.push({ index, ...place, size });
  });
  const full = taken.findIndex((row) => row.includes(false));
  const whole = Math.min(mostRows, full < 0 ? taken.length : full);
  // A handful of covers makes no whole row: then it may be ragged.
  if (!places.some(({ y, size }) => y + size <= whole)) return { places, rows: taken.length };
  const kept = places.filter(({ y }) => y < whole);
  return { places: kept, rows: Math.max(...kept.map(({ y, size }) => y + size)) };
}

function firstFree(taken: readonly boolean[][], size: number, columns: number): { x: number; y: number } {
  for (let y = 0; ; y++) {
    // On the grid of its own size, so that nothing narrower than it is left beside it.
    for (let x = 0; x + size <= columns; x += size) {
      let isFree = true;
      for (let row = y; row < y + size && isFree; row++) {
        isFree = !(taken[row]?.slice(x, x + size).includes(true) ?? false);
      }
      if (isFree) return { x, y };
    }
  }
}
