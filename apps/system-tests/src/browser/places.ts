import { Api, type System, until } from '@duet/testing';
import { TicketList, TicketMessages, type TicketView } from '@duet/contracts';
import type { Page, Request } from 'playwright-core';
import { bustle } from './bustle.ts';
import { owner } from './stage.ts';

/** A page of the inbox, or a state of one that has no address of its own. */
export interface Place {
  readonly name: string;
  /** As the router knows it. */
  readonly route: string;
  /** What stands for the parameters of the route. */
  readonly of?: Readonly<Record<string, string>>;
  /** The size of the window where it is not the usual one. */
  readonly window?: { readonly width: number; readonly height: number };
  /** It shows on purpose what is still to come. */
  readonly neverSettles?: true;
  /** Gets from the page to the place, in whatever language the page speaks. */
  readonly go?: (page: Page) => Promise<unknown>;
}

/** Places for those who are not signed in. */
export const outside: readonly Place[] = [
  { name: 'login', route: '' },
  { name: 'welcome', route: 'welcome' },
  { name: 'forgot', route: '', go: (page) => page.getByRole('button').last().click() },
  { name: 'reset', route: 'reset' },
  { name: 'join', route: 'join' },
];

/** Places that look otherwise while nothing is connected and nobody has written. */
export const inNewWorkspace: readonly Place[] = [
  { name: 'first-steps', route: 'inbox/:ticketId?' },
  { name: 'posts-empty', route: 'posts/:channelId?/:videoId?/:commentId?' },
  { name: 'integrations-empty', route: 'integrations' },
];

/** Makes an ordinary day in a connected workspace. @returns every place that a member can go to, in the order of the rail */
export async function placesOf(system: System): Promise<Place[]> {
  await bustle(system);
  const dm = (await ticketOf(system, 'Thanks, that fixed it!')).id;
  const comment = await ticketOf(system, 'Price please?');
  const post = { channelId: comment.channelId, videoId: await videoOf(system, comment) };
  await answer(system, dm);
  const { body } = await system.api.get('/channels');
  const [messenger] = (body as { channels: { id: string }[] }).channels;
  const channel = { channelId: messenger?.id ?? '' };
  const secondTab = (page: Page) => page.getByRole('tab').nth(1).click();
  return [
    { name: 'inbox', route: 'inbox/:ticketId?' },
    { name: 'conversation', route: 'inbox/:ticketId?', of: { ticketId: dm } },
    {
      name: 'conversation-compact',
      route: 'inbox/:ticketId?',
      of: { ticketId: dm },
      window: { width: 1280, height: 720 },
      go: (page) => page.evaluate("document.documentElement.dataset.density = 'compact'"),
    },
    {
      name: 'conversation-zoomed',
      route: 'inbox/:ticketId?',
      of: { ticketId: dm },
      window: { width: usualWindow.width / 2, height: usualWindow.height / 2 },
    },
    { name: 'inbox-narrow', route: 'inbox/:ticketId?', window: narrow },
    { name: 'conversation-narrow', route: 'inbox/:ticketId?', of: { ticketId: dm }, window: narrow },
    { name: 'conversation-offline', route: 'inbox/:ticketId?', of: { ticketId: dm }, go: cutOff },
    { name: 'comment', route: 'inbox/:ticketId?', of: { ticketId: comment.id } },
    { name: 'posts', route: 'posts/:channelId?/:videoId?/:commentId?' },
    { name: 'post', route: 'posts/:channelId?/:videoId?/:commentId?', of: post },
    {
      name: 'post-comment',
      route: 'posts/:channelId?/:videoId?/:commentId?',
      of: { ...post, commentId: comment.subjectMessageId ?? '' },
    },
    { name: 'integrations', route: 'integrations' },
    { name: 'integrations-available', route: 'integrations', go: secondTab },
    {
      name: 'connect',
      route: 'integrations',
      go: async (page) => {
        await secondTab(page);
        await page.getByRole('button', { name: /TikTok/ }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'channel-health', route: 'integrations/channels/:channelId', of: channel },
    { name: 'channel-checks', route: 'integrations/channels/:channelId', of: channel, go: secondTab },
    {
      name: 'channel-history',
      route: 'integrations/channels/:channelId',
      of: channel,
      go: (page) => page.getByRole('tab').nth(2).click(),
    },
    { name: 'ready', route: 'integrations/ready' },
    { name: 'callback', route: 'integrations/tiktok/callback' },
    { name: 'help', route: 'help/connecting-tiktok' },
    { name: 'settings', route: 'settings' },
    { name: 'settings-replies', route: 'settings/replies', go: newEntry },
    { name: 'settings-views', route: 'settings/views' },
    { name: 'settings-auto-hide', route: 'settings/auto-hide', go: newEntry },
    { name: 'settings-notifications', route: 'settings/notifications' },
    { name: 'settings-profile', route: 'settings/profile' },
    { name: 'settings-roles', route: 'settings/roles', window: { ...usualWindow, height: 1000 } },
    { name: 'settings-people', route: 'settings/people' },
    { name: 'settings-api-keys', route: 'settings/api-keys' },
    { name: 'settings-workspace', route: 'settings/workspace' },
    { name: 'settings-tags', route: 'settings/tags' },
    { name: 'settings-outbox', route: 'settings/outbox' },
    {
      name: 'settings-hours',
      route: 'settings/hours',
      go: (page) => page.getByRole('main').getByRole('checkbox').first().uncheck(),
    },
    { name: 'settings-sla', route: 'settings/sla', go: newEntry },
    { name: 'settings-teams', route: 'settings/teams', go: newEntry },
    { name: 'settings-rules', route: 'settings/rules', go: newEntry },
    { name: 'settings-attributes', route: 'settings/attributes', go: newEntry },
    { name: 'settings-keyboard', route: 'settings/keyboard', window: { ...usualWindow, height: 1320 } },
    { name: 'design', route: 'design', neverSettles: true, window: { width: 1360, height: 4720 } },
  ];
}

const usualWindow = { width: 1360, height: 850 };
const narrow = { width: 320, height: 640 };

/** The page loses its stream of events, until the next place is visited. */
async function cutOff(page: Page): Promise<void> {
  await page.route('**/api/v1/events*', (route) => route.abort());
  await page.reload();
  await page.locator('.lucide-wifi-off').waitFor();
}

/** Opens the form of a page of settings on which nothing stands yet. */
async function newEntry(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button').first().click();
  await page.getByRole('dialog').waitFor();
}

/** Where the browser must go for a place. */
export const addressOf = ({ route, of = {} }: Place, base: string): string =>
  new URL(`/${route.replaceAll(/:(\w+)\??/g, (_, name: string) => of[name] ?? '').replace(/\/+$/, '')}`, base).href;

/** Opens a place and waits until nothing on it is still to come. */
export async function visit(page: Page, place: Place, base: string): Promise<void> {
  const asked = new Set<Request>();
  const ask = (request: Request) => void (/\/api\/v1\/(?!events)/.test(request.url()) && asked.add(request));
  const answered = (request: Request) => void asked.delete(request);
  page.on('request', ask).on('requestfinished', answered).on('requestfailed', answered);
  const settled = async () => {
    await until('everything is answered', () => isStill(page, asked));
    if (!place.neverSettles) await page.locator('.animate-pulse').first().waitFor({ state: 'detached' });
    await page.evaluate('document.fonts.ready');
  };
  await page.unrouteAll();
  await page.setViewportSize(place.window ?? usualWindow);
  await page.goto(addressOf(place, base));
  await page.locator('h1:visible, h2:visible').first().waitFor();
  await settled();
  await place.go?.(page);
  await page.mouse.move(0, 0);
  await settled();
  page.off('request', ask).off('requestfinished', answered).off('requestfailed', answered);
}

/** Nothing is asked, and what was drawn asks nothing more. */
async function isStill(page: Page, asked: ReadonlySet<Request>): Promise<boolean> {
  const frames = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(null))))';
  if (asked.size > 0) return false;
  await page.evaluate(frames);
  return asked.size === 0;
}

async function ticketOf(system: System, text: string): Promise<TicketView> {
  let found: TicketView | undefined;
  await until(`'${text}' has its ticket`, async () => {
    const { tickets } = TicketList.answer.parse((await system.api.get('/tickets?status=unresolved')).body);
    found = tickets.find(({ lastMessage }) => lastMessage.preview === text);
    return found !== undefined;
  });
  if (!found) throw new Error(`'${text}' has no ticket`);
  return found;
}

async function videoOf(system: System, { id }: TicketView): Promise<string> {
  const { messages } = TicketMessages.answer.parse((await system.api.get(`/tickets/${id}/messages`)).body);
  return messages[0]?.comment?.videoId ?? '';
}

/** A conversation in the middle of its work. */
async function answer(system: System, id: string): Promise<void> {
  const api = await Api.signIn(system.gatewayUrl, owner);
  await api.post(`/tickets/${id}/assign`);
  await api.post(`/tickets/${id}/notes`, { text: 'Second parcel this month: send a voucher.' });
  await api.post(`/tickets/${id}/messages`, { text: 'Glad to hear it! Have a nice Sunday.' });
  await api.post(`/tickets/${id}/priority`, { priority: 'high' });
}
