import type { Locator, Page } from 'playwright-core';

/** The simulator's phone page in the hands of one customer. */
export class Phone {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get thread(): Locator {
    return this.page.getByRole('log', { name: 'Conversation' });
  }

  async write(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message', exact: true }).fill(text);
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
    await this.thread.getByText(text).waitFor();
  }

  /** The post with this caption, its comments below it. */
  async post(caption: string): Promise<Locator> {
    await this.page.getByRole('tab', { name: 'Posts' }).click();
    return this.page.getByRole('article', { name: caption });
  }

  async comment(caption: string, text: string): Promise<void> {
    const post = await this.post(caption);
    await post.getByRole('textbox', { name: 'Comment', exact: true }).fill(text);
    await post.getByRole('button', { name: 'Post comment' }).click();
    await post.getByText(text).waitFor();
  }

  /** Answers another customer's comment, which stands under the post with this caption. */
  async reply(caption: string, comment: string, text: string): Promise<void> {
    const post = await this.post(caption);
    const thread = post.getByRole('listitem').filter({ hasText: comment });
    await thread
      .getByRole('button', { name: /^Reply to/ })
      .first()
      .click();
    await thread.getByRole('textbox', { name: 'Reply' }).fill(text);
    await thread.getByRole('button', { name: 'Post reply' }).click();
    await thread.getByText(text).waitFor();
  }
}
