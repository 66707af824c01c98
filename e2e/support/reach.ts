import type { Page } from '@playwright/test';

/**
 * What cannot be reached without scrolling sideways: controls and headings that stick out of the window, and the page itself where
 * it is wider. What scrolls sideways by itself, such as a shelf, may hold what is out of sight, and a long text may be cut within
 * its own line.
 */
export async function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    /** The part of it that its surroundings let through; absent where they scroll sideways. */
    const shown = (element: Element): { left: number; right: number } | undefined => {
      let { left, right } = element.getBoundingClientRect();
      for (let at = element.parentElement; at && at !== document.documentElement; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at);
        if (overflowX === 'visible') continue;
        if (overflowX !== 'hidden' && overflowX !== 'clip' && at.scrollWidth > at.clientWidth + 1) return undefined;
        const frame = at.getBoundingClientRect();
        [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      }
      return { left, right };
    };
    const controls = document.querySelectorAll('a[href], button, input, select, textarea, [role=slider], h1, h2');
    const out = [...controls].flatMap((element) => {
      const { width: own, height, bottom } = element.getBoundingClientRect();
      if (own <= 1 || height <= 1 || bottom <= 0 || !element.checkVisibility({ visibilityProperty: true })) return [];
      const part = shown(element);
      if (!part || (part.left >= -1 && part.right <= width + 1 && part.right - part.left >= Math.min(own, 12)))
        return [];
      const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40);
      return [`${element.tagName.toLowerCase()} “${name}” from ${Math.round(part.left)} to ${Math.round(part.right)}`];
    });
    const sideways = document.documentElement.scrollWidth - width;
    return [...(sideways > 0 ? [`the page is ${sideways} px too wide`] : []), ...out];
  });
}
