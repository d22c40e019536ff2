import { wordsOf } from '@duet/contracts';

/**
 * What the n-th ticket of an archive is, from 1 on, the newest last: every fifth is the first workspace's, the others are
 * spread over 49. The SQL of `fill.ts` says the same.
 */
export const WORKSPACES = 50;
/** After so many tickets the pattern of workspaces begins anew. */
export const PERIOD = 5 * (WORKSPACES - 1);
export const PEOPLE = 20;
/** Every so many tickets there is a thread with so many messages more than usual. */
export const LONG_THREAD_EVERY = 1_000;
export const LONG_THREAD = 60;
/** Numbers of messages of one ticket begin anew after so many. */
export const MESSAGES_APART = 128;

const kinds = { workspace: 0, message: 1, conversation: 2, contact: 3, channel: 4, account: 5, person: 6, ticket: 8 };
type Kind = keyof typeof kinds;

export const idOf = (kind: Kind, n: number): string =>
  `01939f00-000${kinds[kind]}-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** The same in SQL. */
export const sqlId = (kind: Kind, n: string): string =>
  `('01939f00-000${kinds[kind]}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Said by customers: the first ones by many, the last ones by few. */
export const vocabulary =
  `delivery price size colour order parcel refund discount jacket shoes доставка цена размер заказ возврат спасибо подарок
  tienda precio talla envío 😀 🎁 hello winter summer green blue broken late address invoice exchange warranty cotton
  leather zipper sleeve button pocket gift wrapping receipt courier tracking voucher coupon pickup restock preorder sample
  catalogue wholesale embroidery рукав пуговица карман курьер скидка купон гарантия шерсть хлопок замена витрина`
    .split(/\s+/)
    .map((word) => ({ word, form: wordsOf(word)[0]?.form ?? word }));
