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
  expect(fillIn('Hi {{customer_name}}!', nameless)).toBe('Hi !');
  expect(fillIn('Hi {{customer_name|there}}!', values)).toBe('Hi Ana!');
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
