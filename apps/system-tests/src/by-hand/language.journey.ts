import { press } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

test(
  'a person changes to Russian in the middle of a reply: nothing is lost, refusals are Russian too, and it stays so in every browser of theirs',
  () =>
    stage.play(async () => {
      const rita = await stage.addAgent('Rita');
      const inbox = await stage.signIn(rita);
      const { page } = inbox;
      const phone = await stage.phoneOf('ana_pe');
      await phone.write('Do you ship to Lima?');
      await inbox.open('Do you ship to Lima?');
      await inbox.assignToMe();
      await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Yes, within');
      await press(inbox.button('Your account'));
      await press(page.getByRole('menuitemradio', { name: 'Русский' }));

      const field = page.getByRole('textbox', { name: 'Сообщение', exact: true });
      await field.waitFor();
      expect(await field.inputValue()).toBe('Yes, within');
      expect(await page.locator('html').getAttribute('lang')).toMatch(/^ru/);
      await inbox.banner.getByText('Этот чат закроется через 47 часов').waitFor();
      await field.fill('x'.repeat(6001));
      await page.getByText('Для этого канала длиннее на 1 символ. Сократите текст.').waitFor();

      await press(inbox.button('Решить'));
      await page.getByText('Обращение решено. Откройте его снова, чтобы продолжить.').waitFor();
      expect(inbox.loads).toBe(1);
      await page.reload();
      await page.getByRole('navigation', { name: 'Разделы' }).waitFor();
      const elsewhere = await stage.visitor();
      await elsewhere.getByLabel('E-mail').fill(rita.email);
      await elsewhere.getByLabel('Password').fill(rita.password);
      await press(elsewhere.getByRole('button', { name: 'Sign in' }));
      await elsewhere.getByRole('navigation', { name: 'Разделы' }).waitFor();
    }),
  journeyMs,
);

test(
  "STR-46, STR-47: the help names what to press in TikTok's own Russian words, and the channels are called Каналы",
  () =>
    stage.play(async () => {
      const { page } = await stage.signIn(owner);
      await page.evaluate("localStorage.setItem('duet.language', 'ru')");
      await page.goto(new URL('/help/connecting-tiktok', stage.system.gatewayUrl).href);
      for (const words of [
        'Настройки и конфиденциальность',
        'Аккаунт',
        'Переключиться на бизнес-аккаунт',
        'Продолжить',
      ]) {
        await page.getByText(`«${words}»`).first().waitFor();
      }
      await page.goto(new URL('/integrations', stage.system.gatewayUrl).href);
      await page.getByRole('heading', { name: 'Каналы', exact: true }).waitFor();
    }),
  journeyMs,
);
