import { constants } from 'node:os';
import { resolve } from 'node:path';
import { OWNER, System } from '@duet/testing';
import { chromium, type Page } from 'playwright-core';
import { adopt, post } from '../archive/adopt.ts';
import { fill } from '../archive/fill.ts';
import { progress } from '../report.ts';

/** Of these every fifth is in the workspace, and a third of those are comments. */
const TICKETS = 150_000;
export const SCROLLED = 10_000;
/** So long a next page may take. */
const PATIENCE_MS = 20_000;
const dist = resolve(import.meta.dirname, '../../../apps/inbox/dist');

/** Tasks of over 50 ms, as the browser tells them. */
export interface Scrolled {
  readonly rows: number;
  readonly longTasks: number;
  readonly longestMs: number;
  /** How many rows had been passed when the browser told of each. */
  readonly places: readonly number[];
}

/** Ten thousand tickets, and ten thousand comments of one post, scrolled through in the inbox in Chromium. */
export async function scrolling(): Promise<{ tickets: Scrolled; comments: Scrolled }> {
  // The page has a machine of its own, in life.
  const system = await System.start({
    durable: false,
    environment: { gateway: { INBOX_DIST: dist } },
    niceness: constants.priority.PRIORITY_LOW,
  });
  try {
    await system.kill('ticketing');
    await fill(system.superuserUrl, TICKETS);
    await adopt(system);
    await system.revive('ticketing');
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      page.setDefaultTimeout(60_000);
      await page.goto(system.gatewayUrl);
      await page.getByLabel('E-mail').fill(OWNER.email);
      await page.getByLabel('Password').fill(OWNER.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('navigation', { name: 'Areas' }).waitFor();
      const tickets = await scrolled(page, `${system.gatewayUrl}/inbox?show=resolved`, 'Tickets');
      const path = `/posts/${post.channelId}/${post.videoId}`;
      const comments = await scrolled(page, `${system.gatewayUrl}${path}?comments=all`, 'Comments');
      return { tickets, comments };
    } finally {
      await browser.close();
    }
  } finally {
    await system.stop();
  }
}

async function scrolled(page: Page, address: string, list: string): Promise<Scrolled> {
  await page.goto(address);
  await page.getByRole('list', { name: list, exact: true }).getByRole('listitem').first().waitFor();
  const found: Scrolled = await page.evaluate(inPage(list));
  progress(
    `  ${found.rows.toLocaleString('en')} ${list}: ${found.longTasks} long tasks, the longest ${Math.round(found.longestMs)} ms${found.places.length > 0 ? `, at the rows ${found.places.join(', ')}` : ''}`,
  );
  return found;
}

/** Runs in the page: a third of a screen in each frame, until so many rows have passed or none come any more. */
const inPage = (list: string): string => `(async () => {
  const durations = [];
  const places = [];
  const observer = new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) {
      durations.push(duration);
      places.push(rows);
    }
  });
  observer.observe({ type: 'longtask' });
  const scroller = document.querySelector('ul[aria-label="${list}"]').parentElement;
  let rows = 0;
  let lastNewAt = performance.now();
  while (rows < ${SCROLLED} && performance.now() - lastNewAt < ${PATIENCE_MS}) {
    await new Promise(requestAnimationFrame);
    scroller.scrollTop += 300;
    const reached = Math.max(...[...scroller.querySelectorAll('[aria-posinset]')].map((row) => Number(row.ariaPosInSet)));
    if (reached > rows) lastNewAt = performance.now();
    rows = Math.max(rows, reached);
  }
  await new Promise(requestAnimationFrame);
  observer.disconnect();
  return { rows, longTasks: durations.length, longestMs: Math.max(0, ...durations), places };
})()`;
