import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { chromiumPath } from '@duet/embedded';
import { System } from '@duet/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { hands } from './hands.ts';
import { Inbox } from './inbox.ts';
import { Phone } from './phone.ts';

const root = resolve(import.meta.dirname, '../../../..');

/** For each wait of a page: machines that run the tests are busy. */
const patienceMs = 30_000;

/** For a whole journey; given to Jest. */
export const journeyMs = 180_000;

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export const owner: Credentials & { readonly name: string } = {
  email: 'owner@example.test',
  password: 'correct horse battery',
  name: 'Olivia Owner',
};

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The whole system with the built inbox, and one Chromium in which each person has a profile of their own. */
export class Stage {
  readonly system: System;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  readonly #broken: string[] = [];
  #stuck = false;

  private constructor(system: System, browser: Browser) {
    this.system = system;
    this.#browser = browser;
  }

  /** @param movesTime whether the services go by the simulator's clock, which a journey can move */
  static async open({ movesTime = false } = {}): Promise<Stage> {
    const clock: Record<string, string> = movesTime ? { DUET_TEST_CLOCK: '1' } : {};
    const gateway = { INBOX_DIST: join(root, 'apps/inbox/dist'), ...clock };
    const environment = { gateway, ticketing: clock, delivery: clock };
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: flags,
    });
    try {
      return new Stage(await System.start({ durable: false, environment, niceness: 0 }), browser);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.system.stop();
  }

  /** Plays one journey, and closes its pages. */
  async play(journey: () => Promise<void>): Promise<void> {
    try {
      await this.step(journey);
    } finally {
      await this.closePages();
    }
  }

  /** Plays a step of a journey whose pages stay open for the next. When it fails, pictures of them stay in `test-results`. */
  async step(step: () => Promise<void>): Promise<void> {
    if (this.#stuck) throw new Error('a step before this one failed');
    try {
      await step();
      if (this.#broken.length > 0) throw new Error(`pages broke: ${this.#broken.join('; ')}`);
    } catch (error) {
      this.#stuck = true;
      await this.#keepPictures().catch(() => undefined);
      throw error;
    } finally {
      this.#broken.length = 0;
    }
  }

  async closePages(): Promise<void> {
    this.#stuck = false;
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }

  async signIn(credentials: Credentials, url: string = this.system.gatewayUrl): Promise<Inbox> {
    const inbox = new Inbox(await this.#newPage({ width: 1360, height: 850 }));
    await inbox.page.goto(url);
    await inbox.signIn(credentials);
    return inbox;
  }

  /** The page of somebody who is not signed in. */
  async visitor(): Promise<Page> {
    const page = await this.#newPage({ width: 1360, height: 850 });
    await page.goto(this.system.gatewayUrl);
    return page;
  }

  async phoneOf(customer: string): Promise<Phone> {
    const page = await this.#newPage({ width: 420, height: 800 });
    await page.goto(`${this.system.simulatorUrl}/phone?customer=${customer}`);
    return new Phone(page);
  }

  /** Gives the workspace another member, as its operator does. */
  async addAgent(name: string): Promise<Credentials> {
    const credentials = { email: `${name.toLowerCase()}@example.test`, password: 'another horse battery' };
    const about = ['--email', credentials.email, '--name', name, '--role', 'agent'];
    await this.#operate('add-person', about, { DUET_PERSON_PASSWORD: credentials.password });
    return credentials;
  }

  /** Gives a member another role, as the operator does. */
  async changeRole({ email, password }: Credentials, role: 'admin' | 'supervisor' | 'agent'): Promise<void> {
    const about = ['--email', email, '--name', email, '--role', role];
    await this.#operate('add-person', about, { DUET_PERSON_PASSWORD: password });
  }

  /** Makes the owner a one-time link, as an operator does, and opens it as somebody who is not signed in. */
  async openOwnerLink(): Promise<Page> {
    const { token } = JSON.parse(await this.#operate('owner-link', [])) as { token: string };
    const page = await this.#newPage({ width: 1360, height: 850 });
    await page.goto(`${this.system.gatewayUrl}/welcome#${token}`);
    return page;
  }

  async #operate(command: string, about: readonly string[], more: Record<string, string> = {}): Promise<string> {
    const database = new URL(this.system.superuserUrl);
    database.username = 'gateway_worker';
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'apps/gateway/dist/admin.js'), command, '--workspace', this.system.workspaceId, ...about],
      { env: { ...process.env, DATABASE_URL: database.href, ...more } },
    );
    return stdout;
  }

  async #newPage(viewport: { width: number; height: number }): Promise<Page> {
    const context = await this.#browser.newContext({ viewport, colorScheme: 'light', locale: 'en-GB' });
    context.setDefaultTimeout(patienceMs);
    context.on('weberror', (error) => this.#broken.push(error.error().message));
    context.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.#broken.push(message.text());
    });
    this.#contexts.push(context);
    return context.newPage();
  }

  async #keepPictures(): Promise<void> {
    const folder = join(root, 'test-results');
    await mkdir(folder, { recursive: true });
    const pages = this.#contexts.flatMap((context) => context.pages());
    for (const [index, page] of pages.entries()) {
      await page.screenshot({ path: join(folder, `${Date.now()}-${index}.png`) });
      process.stdout.write(`played with ${hands}: ${page.url()}\n${await page.locator('body').ariaSnapshot()}\n`);
    }
  }
}
