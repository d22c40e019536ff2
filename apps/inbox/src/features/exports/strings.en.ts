import { pluralIn } from '../../lib/plural.ts';

const plural = pluralIn('en');
const rows = (n: number, count: string): string => `${count} ${plural(n, { one: 'row', other: 'rows' })}`;

export const en = {
  tickets: 'Export these tickets (CSV)',
  messages: 'Export the messages (CSV)',
  started: 'Export begins…',
  progress: (n: number, count: string) => `Exporting: ${rows(n, count)}`,
  done: (n: number, count: string) => `Exported: ${rows(n, count)}`,
  full: (count: string) =>
    `Exported the first ${count} rows: a file has no more. Narrow the filters to take out the others.`,
};
