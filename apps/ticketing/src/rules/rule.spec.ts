import { type AssignmentRule, newId } from '@duet/contracts';
import { newTicket, type Ticket } from '../tickets/ticket.ts';
import { isWorkingTime, ruleFor } from './rule.ts';

const nothing: AssignmentRule['conditions'] = {
  channelTypes: [],
  channelIds: [],
  priorities: [],
  tagIds: [],
  words: [],
  hours: 'any',
};
const rule = (conditions: Partial<AssignmentRule['conditions']>, isOn = true): AssignmentRule => ({
  id: newId(),
  name: 'A rule',
  isOn,
  conditions: { ...nothing, ...conditions },
  action: { type: 'team', teamId: newId() },
});
const tagId = newId();
const at = new Date('2026-11-23T10:00:00Z');
const ticket: Ticket = {
  ...newTicket({
    workspaceId: newId(),
    id: newId(),
    number: 1,
    channelId: newId(),
    channelType: 'tiktok_feed',
    conversationId: newId(),
    contactId: newId(),
    subjectMessageId: newId(),
    message: { content: { type: 'text', text: '' }, sentAt: at },
    now: at,
  }),
  priority: 'high',
  tagIds: [tagId],
};
const situation = { firstText: 'Где мой ЗАКАЗ?', isWorkingTime: true };

test.each<[string, Partial<AssignmentRule['conditions']>, Partial<AssignmentRule['conditions']>]>([
  ['the channel type', { channelTypes: ['plain', 'tiktok_feed'] }, { channelTypes: ['tiktok_messenger'] }],
  ['the channel', { channelIds: [ticket.channelId] }, { channelIds: [newId()] }],
  ['the priority', { priorities: ['high', 'urgent'] }, { priorities: ['low'] }],
  ['any of the tags', { tagIds: [newId(), tagId] }, { tagIds: [newId()] }],
  ['any of the words, whatever the case', { words: ['refund', 'заказ'] }, { words: ['возврат'] }],
  ['business hours', { hours: 'in' }, { hours: 'out' }],
  ['all of them at once', { hours: 'in', priorities: ['high'] }, { hours: 'in', priorities: ['low'] }],
])('INB-13: a rule asks for %s', (_what, held, missed) => {
  const wanted = rule(held);
  expect(ruleFor([rule(missed), wanted], ticket, situation)).toBe(wanted);
});

test('INB-02: the first rule that holds decides, and one that is off never does', () => {
  const [off, first, second] = [rule({}, false), rule({}), rule({})];
  expect(ruleFor([off, first, second], ticket, situation)).toBe(first);
  expect(ruleFor([off], ticket, situation)).toBeUndefined();
});

test('without business hours it is always working time', () => {
  const week = { monday: [{ from: '09:00', to: '12:00' }], tuesday: [], wednesday: [], thursday: [], friday: [] };
  const hours = { zone: 'Europe/Berlin', week: { ...week, saturday: [], sunday: [] }, holidays: [] };
  expect(isWorkingTime(null, at)).toBe(true);
  expect(isWorkingTime(hours, new Date('2026-11-23T11:59:59.999+01:00'))).toBe(true);
  expect(isWorkingTime(hours, new Date('2026-11-23T12:00:00+01:00'))).toBe(false);
});
