import { aTicket, ids } from '../../samples.ts';
import { back, type Step, supposed } from './ticket-step.ts';

const me = { id: ids.me, name: 'Mira' };
const ticket = aTicket();

test('a claimed ticket is shown as mine at once', () => {
  expect(supposed(ticket, { kind: 'claim' }, me)).toMatchObject({
    assignee: me,
    controller: { kind: 'person', id: ids.me, epoch: ticket.controller.epoch },
  });
});

test('one that is given back belongs to nobody', () => {
  const mine = supposed(ticket, { kind: 'claim' }, me);
  expect(supposed(mine, { kind: 'give', to: null }, me)).toEqual(ticket);
});

test('resolved and reopened it keeps who has it', () => {
  const mine = supposed(ticket, { kind: 'claim' }, me);
  const resolved = supposed(mine, { kind: 'resolve' }, me);
  expect(resolved).toEqual({ ...mine, status: 'resolved' });
  expect(supposed(resolved, { kind: 'reopen' }, me)).toEqual(mine);
});

test('whatever the server says is newer than what was supposed', () => {
  expect(supposed(ticket, { kind: 'resolve' }, me).sequence).toBe(ticket.sequence);
});

const tag = (n: number, name: string) => ({
  id: `01939f00-0000-7000-8000-00000000010${n}`,
  name,
  color: 'red' as const,
});

test('INB-03: tags stand in the order of their names, each once', () => {
  const tagged = supposed(ticket, { kind: 'tag', add: [tag(1, 'refund'), tag(2, 'damaged')], remove: [] }, me);
  expect(tagged.tags.map(({ name }) => name)).toEqual(['damaged', 'refund']);
  expect(supposed(tagged, { kind: 'tag', add: [tag(1, 'refund')], remove: [tag(2, 'damaged')] }, me).tags).toEqual([
    tag(1, 'refund'),
  ]);
});

const held = aTicket({
  status: 'hold',
  heldUntil: '2026-11-23T09:00:00.000Z',
  priority: 'low',
  tags: [tag(1, 'refund')],
});
const steps: readonly Step[] = [
  { kind: 'give', to: me },
  { kind: 'team', to: { id: ids.other, name: 'Orders' } },
  { kind: 'reopen' },
  { kind: 'hold', until: null },
  { kind: 'prioritize', priority: 'urgent' },
  { kind: 'tag', add: [tag(2, 'damaged')], remove: [tag(1, 'refund')] },
];

test.each([
  ...steps.map((step) => [step.kind, 'on hold', held, step] as const),
  ...steps.map((step) => [step.kind, 'open', aTicket({ tags: [tag(1, 'refund')] }), step] as const),
  ['resolve', 'open', ticket, { kind: 'resolve' }] as const,
  ['reopen', 'resolved', aTicket({ status: 'resolved' }), { kind: 'reopen' }] as const,
])('the way back from %s leads to the ticket as it was, %s', (_kind, _status, before, step) => {
  const after = supposed(supposed(before, step, me), back(before, step), me);
  expect(after).toEqual({ ...before, controller: after.controller });
});

test('INB-03: the way back from tags touches only what was changed: of many tickets some had the tag before', () => {
  const damaged = tag(2, 'damaged');
  const step: Step = { kind: 'tag', add: [damaged], remove: [tag(1, 'refund')] };
  for (const before of [held, ticket, aTicket({ tags: [damaged] })]) {
    expect(supposed(supposed(before, step, me), back(before, step), me)).toEqual(before);
  }
});
