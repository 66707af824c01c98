/** Whether what comes next stands to the left, as in Arabic. */
export function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl';
}

/** Where an arrow leads along a line: 1 to what comes next, -1 to what came before; absent for every other key. */
export function stepAlong(key: string, element: Element): 1 | -1 | undefined {
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined;
  return (key === 'ArrowRight') !== isRightToLeft(element) ? 1 : -1;
}
