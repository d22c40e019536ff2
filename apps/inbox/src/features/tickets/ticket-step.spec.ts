import { aTicket, ids } from '../../samples.ts';
import { supposed } from './ticket-step.ts';

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
