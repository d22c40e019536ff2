import { until } from '@duet/testing';
import { picture } from '@duet/tiktok-simulator';
import type { Locator } from 'playwright-core';
import { press } from '../browser/hands.ts';
import type { Inbox } from '../browser/inbox.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

const DAY_MS = 24 * 3_600_000;

describe('a conversation with pictures', () => {
  let inbox: Inbox;
  let image: Locator;
  let video: Locator;
  let sticker: Locator;

  beforeAll(async () => {
    const { simulator } = stage.system;
    for (const type of ['IMAGE', 'VIDEO', 'STICKER'] as const)
      await simulator.act({ do: 'dm', customer: 'ana_pe', type });
    await simulator.act({ do: 'dm', customer: 'ana_pe', text: 'Do you have this one?' });
    inbox = await stage.signIn(owner);
    image = inbox.thread.getByRole('img', { name: 'Image' });
    video = inbox.thread.getByLabel('Video', { exact: true });
    sticker = inbox.thread.getByRole('img', { name: 'Sticker' });
  }, journeyMs);
  afterAll(() => stage.closePages());

  test('DM-04, DM-09: shows what the customer sent, larger when asked to', () =>
    stage.step(async () => {
      await inbox.open('Do you have this one?');
      await image.waitFor();
      await video.waitFor();
      await sticker.waitFor();
      await press(inbox.button('Show the image larger'));
      await press(inbox.button('Close the image'));
    }));

  test('DM-07, DM-08, REC-03: is answered with one image and a text, which are two messages', () =>
    stage.step(async () => {
      await inbox.assignToMe();
      await inbox.page
        .getByLabel('Attach an image')
        .first()
        .setInputFiles({
          name: 'jacket.png',
          mimeType: 'image/png',
          buffer: picture('jacket', 600, 400),
        });
      await inbox.page.getByRole('img', { name: 'The attached image' }).waitFor();
      await inbox.page.getByRole('textbox', { name: 'Message', exact: true }).fill('Yes, in green');
      await inbox.page.getByText('Uses 2 of 10 messages').waitFor();
      await press(inbox.button('Send'));
      await inbox.entry('Yes, in green').getByText('Sent', { exact: true }).waitFor();
      await inbox.banner.getByText('8 of 10 messages left').waitFor();
      const sent = await stage.system.simulator.ledger({ kind: 'message.send' });
      expect(sent.map(({ target, text }) => text ?? target['type'])).toEqual(['IMAGE', 'Yes, in green']);
    }));

  test("DM-04, DM-09, DM-16: still shows it when TikTok's links are dead", () =>
    stage.step(async () => {
      await stage.system.simulator.clock({ advanceMs: 40 * DAY_MS });
      await inbox.page.reload();
      await inbox.entry('Do you have this one?').waitFor();
      await image.first().waitFor();
      await isThere(image.first());
      await isThere(video);
      await isThere(sticker);
    }));
});

test(
  'ACC-16, DM-24: where TikTok allows no images the inbox says so when one is attached',
  () =>
    stage.play(async () => {
      await stage.system.simulator.act({ do: 'dm', customer: 'chidi_ng', text: 'Send me a picture' });
      const inbox = await stage.signIn(owner);
      await inbox.open('Send me a picture');
      await inbox.assignToMe();
      await inbox.page
        .getByLabel('Attach an image')
        .first()
        .setInputFiles({
          name: 'jacket.png',
          mimeType: 'image/png',
          buffer: picture('jacket', 600, 400),
        });
      await inbox.page
        .getByText('Pictures cannot be sent in the region of this account or of this customer.')
        .waitFor();
    }),
  journeyMs,
);

test(
  'FEED-08, FEED-25: a comment shows its image and is answered with one',
  () =>
    stage.play(async () => {
      const { simulator } = stage.system;
      const [post] = await simulator.get<{ itemId: string }[]>('/posts');
      const imageBase64 = picture('question', 400, 400).toString('base64');
      await simulator.act({ do: 'comment', customer: 'bo_mx', post: post?.itemId ?? '', imageBase64 });
      const inbox = await stage.signIn(owner);
      await press(inbox.ticket('Image').first());
      await inbox.thread.getByRole('img', { name: 'Image' }).waitFor();
      await inbox.assignToMe();
      await inbox.page
        .getByLabel('Attach an image')
        .first()
        .setInputFiles({
          name: 'answer.png',
          mimeType: 'image/png',
          buffer: picture('answer', 300, 300),
        });
      await inbox.page.getByRole('img', { name: 'The attached image' }).waitFor();
      await press(inbox.button('Send'));
      await inbox.thread.getByText('Sent', { exact: true }).waitFor();
      expect(await simulator.ledger({ kind: 'comment.reply' })).toHaveLength(1);

      const text = 'It came like this';
      await simulator.act({ do: 'comment', customer: 'ana_pe', post: post?.itemId ?? '', text, imageBase64 });
      await inbox.open(text);
      const both = inbox.entry(text);
      await both.getByRole('img', { name: 'Image' }).waitFor();
    }),
  journeyMs,
);

/** The browser has read the picture, or the beginning of the video. */
const isThere = (media: Locator): Promise<void> =>
  until('it is there', () => media.evaluate((element) => (element.naturalWidth ?? element.videoWidth) > 0));
