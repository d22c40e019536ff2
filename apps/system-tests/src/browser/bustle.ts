import type { System } from '@duet/testing';
import type { Action } from '@duet/tiktok-simulator';

const people = [
  ['lucia.rios', 'Lucía Ríos', 'The box came open, two cups are broken'],
  ['mateo_v', 'Mateo Vargas', 'Thanks, that fixed it!'],
  ['noor.alfarsi', 'نور الفارسي', 'هل هذا متوفر باللون الأسود؟'],
  ['kwame_b', 'Kwame Boateng', 'Can I change the address of order 20917?'],
  ['yui.tanaka', 'Yui', 'How long is the winter box on sale?'],
  ['sofia_ccs', 'Sofía', 'Which size fits at 1.72 m?'],
] as const;

const comments = [
  ['lucia.rios', 'Love the colours of this one'],
  ['kwame_b', 'Price please?'],
] as const;

/** An ordinary day at the other desks: people write and comment besides the one a journey is about. */
export async function bustle({ simulator }: System): Promise<void> {
  for (const [username, displayName] of people) await simulator.customer({ username, displayName, region: 'MX' });
  const [post] = await simulator.get<{ itemId: string }[]>('/posts');
  const actions: Action[] = [
    ...people.map(([customer, , text]): Action => ({ do: 'dm', customer, text })),
    ...comments.map(([customer, text]): Action => ({ do: 'comment', customer, post: post?.itemId ?? '', text })),
  ];
  const answers = await simulator.batch(actions);
  const refused = answers.filter((answer) => 'error' in answer);
  if (refused.length > 0) throw new Error(`the simulator refused: ${JSON.stringify(refused)}`);
}
