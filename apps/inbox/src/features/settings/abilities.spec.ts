import { operations, Role } from '@duet/contracts';
import { abilities, rowsOf } from './abilities.ts';

test('every action that is not for everybody is in a row, and a row has one answer for all of it', () => {
  const known: Readonly<Record<string, readonly string[]>> = abilities;
  const named = Object.values(known).flat();
  const limited = operations.filter(({ roles }) => roles.length < Role.options.length).map(({ id }) => id);
  expect(limited.filter((id) => !named.includes(id))).toEqual([]);
  for (const [ability, ids] of Object.entries(known)) {
    const roles = operations.filter(({ id }) => ids.includes(id)).map((operation) => [...operation.roles].join());
    expect([ability, new Set(roles).size <= 1]).toEqual([ability, true]);
  }
});

test('a row is for those who may do all of it; what is in no row is shown as the server calls it', () => {
  const actions = [
    { id: 'addTag', summary: 'Add a tag', roles: ['owner', 'admin'] },
    { id: 'removeTag', summary: 'Remove a tag', roles: ['owner'] },
    { id: 'launchRocket', summary: 'Launch a rocket', roles: ['owner'] },
    { id: 'lookAround', summary: 'Look around', roles: ['owner', 'admin'] },
  ] as const;
  expect(rowsOf<'owner' | 'admin'>(actions, ['owner', 'admin'])).toEqual([
    { ability: 'tags', summary: '', roles: ['owner'] },
    { ability: null, summary: 'Launch a rocket', roles: ['owner'] },
  ]);
});
