import { until } from '@duet/testing';
import { press } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

const POST = '7640000000000000456';

test(
  'DM-17, DM-18, DM-30: the inbox shows what a customer shares, answers and puts a heart on; the customer sees typing and reading',
  () =>
    stage.play(async () => {
      const { simulator } = stage.system;
      const phone = await stage.phoneOf('ana_pe');
      await phone.write('Do you have this in blue?');
      await simulator.act({ do: 'dm', customer: 'ana_pe', type: 'SHARE_POST', itemId: POST });
      const inbox = await stage.signIn(owner);
      await press(inbox.ticket('Shared post'));
      const link = inbox.thread.getByRole('link', { name: 'Shared post' });
      expect(await link.getAttribute('href')).toContain(`https://www.tiktok.com/player/v1/${POST}`);
      await until('the customer sees that it was read', async () => {
        const [signal] = await simulator.ledger({ kind: 'message.mark_read' });
        return signal !== undefined;
      });

      await inbox.assignToMe();
      await inbox.answer('Message', 'Yes, in every size');
      expect((await simulator.ledger({ kind: 'message.typing' })).length).toBeGreaterThan(0);
      const said = phone.thread.getByRole('listitem').filter({ hasText: 'Yes, in every size' });
      await press(said.getByRole('button', { name: 'Give a heart' }));
      await inbox.entry('Yes, in every size').getByText('❤️').waitFor();
      await inbox.entry('Yes, in every size').getByText('Seen', { exact: true }).waitFor();
      await press(said.getByRole('button', { name: 'Answer this message' }));
      await phone.write('Then a medium one');
      await inbox.entry('Then a medium one').getByRole('blockquote').getByText('Yes, in every size').waitFor();
    }),
  journeyMs,
);

test(
  'BTN-06, BTN-07, BTN-09: a customer taps a button, which sends its text, opens the window anew and opens no page',
  () =>
    stage.play(async () => {
      const { api } = stage.system;
      const phone = await stage.phoneOf('bo_mx');
      await phone.write('I need help');
      const inbox = await stage.signIn(owner);
      await inbox.open('I need help');
      const path = `/tickets/${new URL(inbox.page.url()).pathname.split('/').at(-1)}/messages`;
      const card = (kind: string, text: string, ...texts: string[]) => ({
        card: { text, buttons: texts.map((one) => ({ kind, text: one })) },
      });
      expect((await api.post(path, card('callback', 'What about?', 'My order', 'A person'))).status).toBe(202);
      expect((await api.post(path, card('url', 'Where to?', 'https://shop.example'))).status).toBe(202);
      await inbox.banner.getByText('8 of 10 messages left').waitFor();

      await press(phone.thread.getByRole('button', { name: 'My order' }));
      await inbox.entry('My order').filter({ hasNotText: 'What about?' }).waitFor();
      await inbox.banner.getByText('10 of 10 messages left').waitFor();
      await press(phone.thread.getByRole('button', { name: 'https://shop.example' }));
      await inbox.entry('https://shop.example').filter({ hasNotText: 'Where to?' }).waitFor();
      expect(phone.page.context().pages()).toHaveLength(1);
    }),
  journeyMs,
);
