import { aMessage, aTicket, ids } from '../../samples.ts';
import { authorName, isByContact } from './author.ts';

const customer = (id: string, name: string | null) => ({ author: { kind: 'customer', id, name } }) as const;

test("the ticket's customer has one name everywhere, also on what came in before it was known", () => {
  expect(authorName(aMessage(1, customer('ext', 'ana_pe')), aTicket())).toBe('Ana');
  expect(authorName(aMessage(1, customer('ext', null)), aTicket())).toBe('Ana');
});

test('what the same customer wrote in another ticket of the thread is theirs, what others wrote is not', () => {
  const ticket = aTicket({ subjectMessageId: aMessage(1).id });
  expect(isByContact(aMessage(2, { ...customer('ext', null), ticketId: ids.other }), ticket)).toBe(true);
  expect(isByContact(aMessage(3, { ...customer('bo', null), ticketId: ids.other }), ticket)).toBe(false);
  expect(authorName(aMessage(3, { ...customer('bo', null), ticketId: ids.other }), ticket)).toBe('TikTok user');
  expect(authorName(aMessage(4, { ...customer('bo', 'Bo'), ticketId: ids.other }), ticket)).toBe('Bo');
});

test('while nothing is known of the customer, the name that came with the message stands', () => {
  const { contact } = aTicket();
  const ticket = aTicket({ contact: { ...contact, username: null, displayName: null } });
  expect(authorName(aMessage(1, customer('ext', 'ana_pe')), ticket)).toBe('ana_pe');
});

test('what was written outside is named by where', () => {
  const message = aMessage(1, {
    direction: 'out',
    author: { kind: 'platform', id: null, name: null },
    source: 'automatic',
  });
  expect(authorName(message, aTicket())).toBe("TikTok's automatic message");
});
