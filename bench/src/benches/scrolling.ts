import { constants } from 'node:os';
import { resolve } from 'node:path';
import { OWNER, System } from '@duet/testing';
import { type Browser, chromium, type Page } from 'playwright-core';
import { adopt, post } from '../archive/adopt.ts';
import { fill } from '../archive/fill.ts';
import { progress } from '../report.ts';

/** Of these every fifth is in the workspace, and a third of those are comments. */
const TICKETS = 150_000;
export const SCROLLED = 10_000;
/** So long a next page may take. */
const PATIENCE_MS = 20_000;
const dist = resolve(import.meta.dirname, '../../../apps/inbox/dist');

/** The longest tasks of the page's main thread, and those of over 50 ms. */
export interface Scrolled {
  readonly rows: number;
  /** Of the thread's own work; by the clock a task also waits for the processor, which the services share. */
  readonly longestMs: number;
  readonly longTasks: number;
  readonly longestByClockMs: number;
  readonly longByClock: number;
}

const LONG_MS = 50;

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
      const tickets = await scrolled(browser, page, `${system.gatewayUrl}/inbox?show=resolved`, 'Tickets');
      const path = `/posts/${post.channelId}/${post.videoId}`;
      const comments = await scrolled(browser, page, `${system.gatewayUrl}${path}?comments=all`, 'Comments');
      return { tickets, comments };
    } finally {
      await browser.close();
    }
  } finally {
    await system.stop();
  }
}

async function scrolled(browser: Browser, page: Page, address: string, list: string): Promise<Scrolled> {
  await page.goto(address);
  await page.getByRole('list', { name: list, exact: true }).getByRole('listitem').first().waitFor();
  await browser.startTracing(page, { categories: ['toplevel'] });
  const rows: number = await page.evaluate(inPage(list));
  const tasks = tasksOf(await browser.stopTracing());
  const [work, clock] = [tasks.map(({ workMs }) => workMs), tasks.map(({ clockMs }) => clockMs)];
  const longOf = (durations: readonly number[]) => durations.filter((ms) => ms > LONG_MS).length;
  const longestOf = (durations: readonly number[]) => durations.reduce((a, b) => Math.max(a, b), 0);
  const found: Scrolled = {
    rows,
    longestMs: longestOf(work),
    longTasks: longOf(work),
    longestByClockMs: longestOf(clock),
    longByClock: longOf(clock),
  };
  progress(
    `  ${rows.toLocaleString('en')} ${list}, ${tasks.length.toLocaleString('en')} tasks: ${found.longTasks} long ones, the longest ${Math.round(found.longestMs)} ms; by the clock ${found.longByClock}, ${Math.round(found.longestByClockMs)} ms`,
  );
  return found;
}

/** As Chromium writes it. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds by the clock, and those in which the thread worked. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The tasks of the main threads of pages. */
function tasksOf(trace: Buffer): { workMs: number; clockMs: number }[] {
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(trace.toString());
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const mains = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf),
  );
  return traceEvents
    .filter((event) => event.name.endsWith('RunTask') && mains.has(threadOf(event)))
    .map(({ dur = 0, tdur = 0 }) => ({ workMs: tdur / 1_000, clockMs: dur / 1_000 }));
}

/** Runs in the page: a third of a screen in each frame, until so many rows have passed or none come any more. */
const inPage = (list: string): string => `(async () => {
  const scroller = document.querySelector('ul[aria-label="${list}"]').parentElement;
  let rows = 0;
  let lastNewAt = performance.now();
  while (rows < ${SCROLLED} && performance.now() - lastNewAt < ${PATIENCE_MS}) {
    await new Promise(requestAnimationFrame);
    scroller.scrollTop += 300;
    const places = [...scroller.querySelectorAll('[aria-posinset]')].map((row) => Number(row.ariaPosInSet));
    const reached = Math.max(...places);
    if (reached > rows) lastNewAt = performance.now();
    rows = Math.max(rows, reached);
  }
  await new Promise(requestAnimationFrame);
  return rows;
})()`;
