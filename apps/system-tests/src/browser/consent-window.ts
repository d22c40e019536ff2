import type { Page } from 'playwright-core';
import { press, tick } from './hands.ts';
import type { Inbox } from './inbox.ts';

/** Presses the button that leads to TikTok and waits for TikTok's page in its own window. */
export async function openTikTok(inbox: Inbox, press: () => Promise<void>): Promise<Page> {
  const opened = inbox.page.context().waitForEvent('page');
  await press();
  const window = await opened;
  await window.getByRole('heading', { name: 'Connect your TikTok account' }).waitFor();
  return window;
}

/** Grants what is asked for. Resolves when the window has closed itself, with what it said before. */
export async function grant(window: Page, account = '@sim.store'): Promise<{ sawProcessing: boolean }> {
  const closed = window.waitForEvent('close');
  await tick(window.getByRole('radio', { name: account }));
  const processing = window.getByRole('heading', { name: 'Processing…' }).waitFor();
  await press(window.getByRole('button', { name: 'Continue' }));
  const sawProcessing = await processing.then(
    () => true,
    () => false,
  );
  await closed;
  return { sawProcessing };
}
