import { expect, type Locator, type Page } from '@playwright/test';

/** Selects the first two of the list that is shown. @returns the rows of that list, which has them by now */
export async function selectTwoEpisodes(page: Page): Promise<Locator> {
  const rows = page.locator('px-episode-row');
  await expect(rows.nth(1)).toBeVisible();
  await rows.first().hover();
  await page
    .getByRole('checkbox', { name: /^Select/ })
    .first()
    .click({ force: true });
  await rows.nth(1).locator('.facts').click();
  await expect(page.getByText('2 selected')).toBeVisible();
  return rows;
}
