import { listenTo } from '../support/listens.js';
import { expect, expectAccessible, scanned, test } from '../support/test.js';

/** What is told by a surface or a line that is drawn, on which page. */
const DRAWN: readonly (readonly [path: string, selectors: readonly string[]])[] = [
  ['history', ['px-year-strip .day:not(.none):not(.future)']],
  ['history/statistics?window=all', ['px-completeness-bars .bar i', 'px-top-list .bar', 'px-listening-clock rect']],
  ['albums', ['px-seek-bar .played', 'px-seek-bar .track']],
  ['device', []],
  ['playlists', ['.button.primary']],
  ['songs', ['.button.primary']],
  ['podcasts', []],
];

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]) {
  test(`everything that is drawn is seen where the system chooses the colours, ${viewport.width} px`, async ({
    page,
    server,
  }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ forcedColors: 'active' });
    await scanned(server);
    await listenTo(server);
    await page.goto('albums');
    await page.getByRole('button', { name: 'Play Kitchen Light' }).click();
    for (const [path, selectors] of DRAWN) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const selector of selectors) {
        const drawn = page.locator(selector).first();
        // On a phone the year is folded up.
        if (selector.includes('year-strip') && viewport.width < 700) continue;
        await expect(drawn, `${path} ${selector}`).toBeAttached();
        const [surface, ground] = await drawn.evaluate((element) => {
          const { backgroundColor, fill } = getComputedStyle(element);
          const isSvg = element instanceof SVGElement;
          return [isSvg ? fill : backgroundColor, getComputedStyle(document.documentElement).backgroundColor];
        });
        expect(surface, `${path} ${selector}`).not.toBe(ground);
        expect(surface, `${path} ${selector}`).not.toMatch(/^rgba\(.*, 0\)$/);
      }
      await expectAccessible(page);
    }
    // What a page is for is told by words on a surface, from which they differ.
    await page.goto('playlists');
    const primary = page.getByRole('main').locator('.button.primary').first();
    await expect(primary).toBeVisible();
    const seen = await primary.evaluate((element) => {
      const { forcedColorAdjust, color, backgroundColor } = getComputedStyle(element);
      return { forcedColorAdjust, isTold: color !== backgroundColor };
    });
    // Else the system puts its own ground behind the words.
    expect(seen).toEqual({ forcedColorAdjust: 'none', isTold: true });
    await page.goto('history/statistics');
    const chosen = page.locator('main [aria-pressed=true], main [aria-current], main .on').first();
    const other = page.locator('main [aria-pressed=false]').first();
    const surfaceOf = (where: typeof chosen): Promise<string> =>
      where.evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await surfaceOf(chosen)).not.toBe(await surfaceOf(other));
    if (process.env.PYXIS_SHOTS) {
      for (const [path] of DRAWN) {
        await page.goto(path);
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: `e2e/results/forced-${viewport.width}-${path.replace(/\W/g, '_')}.png` });
      }
    }
  });
}
