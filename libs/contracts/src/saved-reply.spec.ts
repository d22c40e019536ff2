import { fillIn } from './saved-reply.ts';

const values = { customer_name: 'Ana', customer_username: 'ana_pe', agent_name: 'Bo', ticket_number: '4821' };

test('INB-06: a saved reply is filled in with what is known of the ticket', () => {
  expect(fillIn('Hi {{customer_name}}, this is {{ agent_name }} (#{{ticket_number}}).', values)).toBe(
    'Hi Ana, this is Bo (#4821).',
  );
});

test('INB-06: words of its own stand in for what is not known', () => {
  const nameless = { ...values, customer_name: null };
  expect(fillIn('Hi {{customer_name|there}}!', nameless)).toBe('Hi there!');
  expect(fillIn('Hi {{customer_name|there}}!', values)).toBe('Hi Ana!');
});

test.each([
  ['Hi {{customer_name}}!', 'Hi!', 'Hi Ana!'],
  ['Здравствуйте, {{customer_name}}!', 'Здравствуйте!', 'Здравствуйте, Ana!'],
  ['Hi {{customer_name}} and welcome', 'Hi and welcome', 'Hi Ana and welcome'],
  ['Dear {{customer_name}},\n{{ agent_name }}', 'Dear,\nBo', 'Dear Ana,\nBo'],
])('INB-06: %j leaves no gap where a name is not known', (text, nameless, named) => {
  expect(fillIn(text, { ...values, customer_name: null })).toBe(nameless);
  expect(fillIn(text, values)).toBe(named);
});

test.each(['{{price}}', '{{}}', '{ customer_name }', '{{customer_name', '#hashtag'])(
  'INB-06: %s is no variable and stays as it was written',
  (text) => {
    expect(fillIn(text, values)).toBe(text);
  },
);

test('INB-06: a value that looks like a variable is not filled in again', () => {
  expect(fillIn('{{customer_name}}', { ...values, customer_name: '{{agent_name}}' })).toBe('{{agent_name}}');
});
