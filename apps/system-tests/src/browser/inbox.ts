import type { Locator, Page } from 'playwright-core';
import { hands, press } from './hands.ts';
import type { Credentials } from './stage.ts';

/** The inbox as a person finds their way in it: by the names and roles of what is there. */
export class Inbox {
  readonly page: Page;
  #loads = 0;

  constructor(page: Page) {
    this.page = page;
    page.on('load', () => (this.#loads += 1));
  }

  /** How often the page was loaded: 1 as long as everything on it came by itself. */
  get loads(): number {
    return this.#loads;
  }

  async signIn({ email, password }: Credentials): Promise<void> {
    // Until then the panel of a customer has a field of that name.
    await this.page.getByRole('heading', { name: 'Sign in to Duet' }).waitFor();
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await press(this.button('Sign in'));
    await this.page.getByRole('navigation', { name: 'Areas' }).waitFor();
  }

  async goTo(area: 'Inbox' | 'Posts' | 'Integrations'): Promise<void> {
    await press(this.page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: area }));
    await this.page.getByRole('heading', { name: area, level: 1 }).waitFor();
  }

  async goToSettings(page: string): Promise<void> {
    await press(this.page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Settings' }));
    await press(this.page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: page, exact: true }));
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get tickets(): Locator {
    return this.page.getByRole('list', { name: 'Tickets' }).getByRole('link');
  }

  ticket(text: string): Locator {
    return this.tickets.filter({ hasText: text });
  }

  get thread(): Locator {
    return this.page.getByRole('log', { name: /^Conversation with/ });
  }

  /** A message, comment or note of the open thread. */
  entry(text: string): Locator {
    return this.thread.getByRole('listitem').filter({ hasText: text });
  }

  /** What a screen reader was told. */
  spoken(text: string): Locator {
    return this.page.locator('[aria-live="polite"] p, p[aria-live="polite"]').filter({ hasText: text });
  }

  get banner(): Locator {
    return this.page.getByRole('timer');
  }

  toast(text: string): Locator {
    return this.page.getByRole('region', { name: /Notifications/ }).getByText(text, { exact: true });
  }

  /** Opens the ticket that shows this text and reads on in its thread: the list stands still under a resting pointer. */
  async open(text: string): Promise<void> {
    await press(this.ticket(text));
    await this.entry(text).first().waitFor();
    await this.thread.hover();
  }

  async assignToMe(): Promise<void> {
    await press(this.button('Assign to me'));
    await this.page.getByRole('textbox', { name: /^(Message|Comment)$/ }).waitFor();
  }

  /** Sends what stands in the field that has the focus, as one does at once. */
  async send(): Promise<void> {
    if (hands === 'keys') await this.page.keyboard.press('Control+Enter');
    else await press(this.button('Send'));
  }

  async answer(field: 'Message' | 'Comment', text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: field, exact: true }).fill(text);
    await this.send();
    await this.entry(text).waitFor();
  }

  async addNote(text: string): Promise<void> {
    await press(this.page.getByRole('tab', { name: 'Note' }));
    await this.page.getByRole('textbox', { name: 'Internal note' }).fill(text);
    await press(this.button('Add note'));
    await this.entry(text).waitFor();
    await press(this.page.getByRole('tab', { name: 'Reply' }));
  }

  /** Chooses an entry of the menu behind a three-dot button. */
  async choose(menu: string, entry: string): Promise<void> {
    await press(this.button(menu));
    await press(this.page.getByRole('menuitem', { name: entry, exact: true }));
  }
}
