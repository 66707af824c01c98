import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { scratchFolder } from '../support/scratch.js';
import { expect, scanned, test } from '../support/test.js';

const music = scratchFolder('letters-music');
const MAKE = resolve(import.meta.dirname, '../../scripts/bench/synthetic-library.ts');

test.beforeAll(() => {
  execFileSync(process.execPath, [MAKE, music, '450', '--singles']);
});

test.use({ settings: { folders: [music] }, viewport: { width: 1280, height: 1000 } });

interface Listed {
  readonly items: readonly { readonly title?: string; readonly name?: string }[];
}

for (const [path, query, label] of [
  ['albums', 'sort=title', 'Albums'],
  ['artists', 'sort=name', 'Artists'],
] as const) {
  test(`a letter leads into the ${path}, of which the ones before it are above`, async ({ page, server }) => {
    await scanned(server);
    const ask = async (): Promise<string[]> => {
      const response = await fetch(new URL(`api/v1/${path}?${query}&limit=200`, server.url));
      return ((await response.json()) as Listed).items.map(({ title, name }) => title ?? name ?? '');
    };
    const all = await ask();
    const outline = await fetch(new URL(`api/v1/${path}/outline?${query}`, server.url));
    const { letters } = (await outline.json()) as { letters: { letter: string; at: number }[] };
    // So far that it is not in sight at first.
    const { letter = '', at = 0 } = letters.findLast((each) => each.at < all.length - 1) ?? {};
    const [first = '', before = ''] = [all[at], all[at - 1]];
    expect(first).not.toBe('');

    await page.goto(path);
    const list = page.getByRole('main').getByLabel(label, { exact: true }).last();
    const called = (name: string): Locator => list.getByRole('link', { name, exact: true }).first();
    await expect(called(all[0] ?? '')).toBeInViewport();
    await page.getByRole('button', { name: `From ${letter}`, exact: true }).click();
    await expect(called(first)).toBeInViewport();
    await expect(page).toHaveURL(new RegExp(`from=${letter}`));
    await page.mouse.move(500, 500);
    await page.mouse.wheel(0, -700);
    await expect(called(before)).toBeInViewport();

    // Whoever comes by that address is at the letter, whoever goes back is where they were.
    await page.goto(`${path}?from=${letter}`);
    await expect(called(first)).toBeInViewport();
    await page.getByRole('button', { name: 'From the beginning' }).click();
    await expect(called(all[0] ?? '')).toBeInViewport();
  });
}
