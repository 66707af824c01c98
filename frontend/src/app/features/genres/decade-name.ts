/** `1990s`. */
export function decadeName(firstYear: number): string {
  return $localize`${firstYear}:year:s`;
}
