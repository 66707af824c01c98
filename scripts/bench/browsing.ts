import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { join } from 'node:path';
import { startPyxis } from './processes.ts';
import { latencyRow, type Row } from './report.ts';
import { scanEnded } from './scans.ts';

/** From one end of a long list to the other: of 100,000 songs each leaves out some three views. */
const MOST_JUMPS = 1_500;
const BETWEEN_JUMPS_MS = 50;
/** What holds a page up for longer is felt. */
const TASK_AT_MOST_MS = 100;
/** The script of a page that was just opened has been compiled and its pictures have come. */
const SETTLED_MS = 3_000;
const SELECTED = 500;
const HEIGHT_PX = 900;
const WIDTHS = [390, 1440];
/** Rows and a table, and a grid of covers. */
const LISTS = ['songs', 'albums'];

interface Scrolled {
  readonly jumps: number;
  /** In milliseconds, of those that took more than 50. */
  readonly tasks: readonly number[];
  readonly startMb: number;
  readonly endMb: number;
}

/** How long the longest lists hold up whoever goes through all of them, selects many songs and drops them on the queue. */
export async function benchBrowsing(scratch: string, music: string, count: number): Promise<Row[]> {
  const pyxis = await startPyxis(join(scratch, `pyxis-${count}`), music);
  await scanEnded(pyxis);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--js-flags=--expose-gc', '--enable-precise-memory-info'],
  });
  try {
    const rows: Row[] = [];
    for (const list of LISTS) {
      for (const width of WIDTHS) rows.push(...(await benchScrolling(browser, pyxis.url, list, width)));
    }
    rows.push(...(await benchSelection(browser, pyxis.url, Math.min(count, SELECTED))));
    return rows;
  } finally {
    await browser.close();
    await pyxis.stop();
  }
}

async function benchScrolling(browser: Browser, url: string, list: string, width: number): Promise<Row[]> {
  const page = await openList(browser, `${url}${list}`, width);
  const { jumps, tasks, startMb, endMb } = await page.evaluate(scrollThrough, [MOST_JUMPS, BETWEEN_JUMPS_MS] as const);
  await page.close();
  const over = tasks.filter((ms) => ms > TASK_AT_MOST_MS).length;
  return [
    latencyRow(`${jumps} jumps through all ${list} at ${width} px, ${over} over: longest task`, longest(tasks), TASK_AT_MOST_MS), // prettier-ignore
    {
      what: `memory of scripts behind all ${list}, ${width} px`,
      measured: `${endMb.toFixed(0)} MB`,
      reference: `${startMb.toFixed(0)} MB at the beginning`,
      ratio: endMb / startMb,
      target: { atMost: 2 },
    },
  ];
}

async function benchSelection(browser: Browser, url: string, count: number): Promise<Row[]> {
  const page = await openList(browser, `${url}songs`, 1440);
  const row = (index: number): Locator => page.locator(`.item[data-index="${index}"] [role=cell].number`).last();
  await row(0).click({ modifiers: ['ControlOrMeta'] });
  await page.evaluate(scrollToRow, count - 1);
  await row(count - 1).waitFor();
  await longTasks(page);
  await row(count - 1).click({ modifiers: ['Shift'] });
  await page.getByText(`${count} selected`).waitFor();
  const selecting = await longTasks(page);
  await row(count - 1).hover();
  await page.mouse.down();
  await page.mouse.move(400, 300, { steps: 6 });
  const queue = page.getByRole('region', { name: 'Let go here' }).locator('.target', { hasText: 'Add to queue' });
  await queue.hover();
  await queue.hover();
  await page.mouse.up();
  await page.getByText(`Added to the queue: ${count} tracks`).waitFor();
  const dropping = await longTasks(page);
  await page.close();
  return [
    latencyRow(`${count} songs selected: longest task`, longest(selecting), TASK_AT_MOST_MS),
    latencyRow(`${count} songs dragged and dropped on the queue: longest task`, longest(dropping), TASK_AT_MOST_MS),
  ];
}

async function openList(browser: Browser, address: string, width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: HEIGHT_PX } });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Reflect.set(window, 'pyxisTasks', tasks);
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  await page.goto(address);
  await page.locator('.item[data-index="0"] a').first().waitFor();
  await page.waitForTimeout(SETTLED_MS);
  await longTasks(page);
  return page;
}

/** In milliseconds, of all that took more than 50, since this was asked last. */
async function longTasks(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => (Reflect.get(window, 'pyxisTasks') as number[]).splice(0));
}

/** 50 where there was none that browsers tell of. */
function longest(tasks: readonly number[]): number {
  return Math.max(50, ...tasks);
}

/** In the page: from the top to the bottom, in so many jumps at most. */
async function scrollThrough([mostJumps, betweenMs]: readonly [number, number]): Promise<Scrolled> {
  const usedMb = (): number => {
    (Reflect.get(window, 'gc') as () => void)();
    return (Reflect.get(performance, 'memory') as { usedJSHeapSize: number }).usedJSHeapSize / 1e6;
  };
  const { documentElement: root } = document;
  const startMb = usedMb();
  // What collecting took is not counted.
  (Reflect.get(window, 'pyxisTasks') as number[]).length = 0;
  const px = Math.max(innerHeight, root.scrollHeight / mostJumps);
  let jumps = 0;
  for (let top = -1; top !== root.scrollTop; jumps++) {
    top = root.scrollTop;
    root.scrollTop += px;
    await new Promise((resume) => setTimeout(resume, betweenMs));
  }
  const tasks = [...(Reflect.get(window, 'pyxisTasks') as number[])];
  return { jumps, tasks, startMb, endMb: usedMb() };
}

/** In the page: to a row of a table, by the height of those in view. */
function scrollToRow(index: number): void {
  const rows = document.querySelectorAll<HTMLElement>('.item');
  scrollTo(0, index * (rows[0]?.offsetHeight ?? 0) - innerHeight / 2);
}
