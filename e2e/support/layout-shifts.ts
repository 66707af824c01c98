import type { Page } from '@playwright/test';

/** Adds up what shifts from the first paint on, as Chromium counts it, with what shifted most. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: { value: number; what: string }[] = [];
    Reflect.set(window, 'pyxisShifts', shifts);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[];
        };
        if (hadRecentInput) continue;
        const what = sources.map(({ node, previousRect: a, currentRect: b }) => {
          const element = node instanceof Element ? `${node.localName}.${node.className}` : String(node?.nodeName);
          return `${element} ${a.x},${a.y},${a.width},${a.height} to ${b.x},${b.y},${b.width},${b.height}`;
        });
        shifts.push({ value, what: what.join('; ') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** What has shifted so far, each with how much of the page. */
export async function shiftsOf(page: Page): Promise<{ value: number; what: string }[]> {
  return page.evaluate(() => Reflect.get(window, 'pyxisShifts') as { value: number; what: string }[]);
}
