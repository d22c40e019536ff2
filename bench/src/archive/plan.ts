/**
 * What the n-th ticket of an archive is, from 1 on, the newest last: every fifth is the first workspace's, the others are
 * spread over 49. The SQL of `fill.ts` says the same.
 */
export const WORKSPACES = 50;
/** After so many tickets the pattern of workspaces begins anew. */
export const PERIOD = 5 * (WORKSPACES - 1);
export const PEOPLE = 20;
/** Every so many tickets one is answered, with one message. */
export const ANSWERED_EVERY = 6;
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

/** Every so many tickets their number is said. */
export const ORDER_NUMBER_EVERY = 10;

/** So many words are said: the most frequent one stands in every other message, the last thousands in a few each. */
export const WORDS = 32_768;
/** Messages have from so many words on, and up to so many more: all bits of a binary number. */
export const FEWEST_WORDS = 2;
export const MORE_WORDS = 7;

/** The most frequent ones, from the first on. */
const frequent =
  `спасибо заказ delivery доставка когда please hello order цена 😀 price размер size возврат refund здравствуйте 🎁 parcel
  color discount jacket shoes подарок 😡 подскажите наличии стоимость можно купить ответа тенге colour tienda precio
  winter summer green blue broken late address invoice exchange warranty cotton leather zipper sleeve button pocket
  gift wrapping receipt courier tracking voucher coupon pickup restock preorder sample catalogue wholesale embroidery
  рукав пуговица карман курьер скидка купон гарантия шерсть хлопок замена витрина 🔥 ❤ самовывоз оплата картой`.split(
    /\s+/,
  );

/** Three in a row make one of the other words. */
const latin =
  'ba co de fi ga ho in ju ka le mo nu or pa qui re sa te un vi wa xe yo za ble cra dri fle gro pli sto tur'.split(' ');
const cyrillic =
  'ба во ге ди же зи ка ле мо ну об па ре со ти у фа хо це чу ша ще эн ю я бра вле гри дру кло пре сту'.split(' ');
const SYLLABLES = 32;
/** Odd, so that no two ranks have the same word, and neighbours in rank none in the dictionary. */
const SHUFFLE = 20_011;

/** The word of this rank, from 1 on: two fifths of them in Latin letters. */
export function wordOf(rank: number): string {
  const word = frequent[rank - 1];
  if (word !== undefined) return word;
  const syllables = rank % 5 < 2 ? latin : cyrillic;
  const n = (rank * SHUFFLE) % WORDS;
  return [n % SYLLABLES, Math.floor(n / SYLLABLES) % SYLLABLES, Math.floor(n / SYLLABLES ** 2)]
    .map((place) => syllables[place])
    .join('');
}

const array = (texts: readonly string[]): string => `('{${texts.join(',')}}'::text[])`;

/** The same in SQL. @param rank a column */
export function sqlWord(rank: string): string {
  const n = `(${rank} * ${SHUFFLE}) % ${WORDS}`;
  const spelled = (syllables: readonly string[]): string =>
    [1, SYLLABLES, SYLLABLES ** 2].map((of) => `(${array(syllables)})[1 + (${n}) / ${of} % ${SYLLABLES}]`).join(' || ');
  return `CASE WHEN ${rank} <= ${frequent.length} THEN (${array(frequent)})[${rank}]
    WHEN ${rank} % 5 < 2 THEN ${spelled(latin)} ELSE ${spelled(cyrillic)} END`;
}

/** The rank of the word at a place of a message, in SQL: by Zipf, each as often as its rank is low. */
export const sqlRank = (message: string, place: number): string =>
  `floor(power(${WORDS}, (hashint8extended(${message}, ${place}) & 2147483647) / 2147483648.0::float8))::integer`;
