import * as contracts from '@duet/contracts';
import { aMessage, aTicket, at, ids } from '../samples.ts';
import { changeFrom, draftFrom, liveUpdates } from './live-updates.ts';

const line = (type: string, data: object, sequence: number | null = 6) =>
  JSON.stringify({
    id: 'e1',
    type,
    occurredAt: at(1),
    workspaceId: ids.me,
    sequence,
    data: { ticketId: ids.ticket, ...data },
  });
const by = { kind: 'person', id: ids.me, name: 'Mira' };

test('every event of a ticket has its line in the table', () => {
  const published = Object.values(contracts)
    .flatMap((value) => (typeof value === 'object' && 'kind' in value && 'type' in value ? [value] : []))
    .flatMap(({ kind, type }) => (kind === 'evt' && typeof type === 'string' ? [type] : []))
    .filter((type) => type.startsWith('ticketing.') && !/^ticketing\.(moderation-job|draft|contact)\./.test(type));
  expect(published.length).toBeGreaterThan(0);
  expect(liveUpdates.map(({ type }) => type).sort()).toEqual(published.sort());
});

test.each([
  [
    'ticketing.ticket.assigned',
    { assignee: { id: ids.me, name: 'Mira' }, controller: { kind: 'person', id: ids.me, epoch: 2 }, by },
  ],
  ['ticketing.ticket.status-changed', { status: 'resolved', by, changedAt: at(1) }],
  ['ticketing.ticket.window-changed', { window: { expiresAt: at(2), remaining: 4 } }],
  ['ticketing.ticket.contact-changed', { contact: { ...aTicket().contact, displayName: 'Ana Maria' } }],
])('%s changes what it names and nothing else', (type, data) => {
  const { by: _, changedAt: __, ...named } = { by: null, changedAt: null, ...data };
  expect(changeFrom(line(type, data))?.ticket(aTicket())).toEqual({ ...aTicket(), ...named });
});

test('a draft is told without a place among the events of its ticket', () => {
  const draft = { person: { id: ids.colleague, name: 'Bo' }, mode: 'reply', state: 'written' };
  const event = line('ticketing.draft.changed', draft, null);
  expect([draftFrom(event), changeFrom(event)]).toEqual([ids.ticket, null]);
  expect(draftFrom(line('ticketing.ticket.seen', { seenUpTo: at(1) }))).toBeNull();
});

test('a customer message becomes the last message and may bring its ticket in', () => {
  const channel = { channelId: aTicket().channelId, channelType: 'tiktok_messenger', origin: 'live' };
  const change = changeFrom(line('ticketing.message.added', { ...channel, message: aMessage(4) }));
  expect(change).toMatchObject({ relists: true, message: aMessage(4), sequence: 6 });
  expect(change?.ticket(aTicket()).lastMessage.preview).toBe('message 4');
});

test('a note moves nothing', () => {
  const channel = { channelId: aTicket().channelId, channelType: 'tiktok_messenger', origin: 'live' };
  const message = aMessage(4, { direction: 'note' });
  expect(changeFrom(line('ticketing.message.added', { ...channel, message }))?.relists).toBe(false);
});

test.each([
  ['something that is not JSON', '{'],
  ['an event of somebody else', line('channels.channel.changed', {})],
  [
    'an event without a sequence',
    line('ticketing.ticket.status-changed', { status: 'open', by, changedAt: at(1) }, null),
  ],
  ['data that contracts do not know', line('ticketing.ticket.status-changed', { status: 'asleep' })],
])('%s changes nothing', (_, received) => {
  expect(changeFrom(received)).toBeNull();
});
