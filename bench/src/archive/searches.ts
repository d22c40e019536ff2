import type { RequestInputOf, SearchFind } from '@duet/contracts';
import { wordOf } from './plan.ts';

type Wish = RequestInputOf<typeof SearchFind>;

/** What is looked for, an eighth of the questions each, and never the same twice where there is another. */
export const searches: Readonly<Record<string, (nth: number, tickets: number) => Wish>> = {
  'a common word': (nth) => ({ q: common(nth) }),
  'a middling word': (nth) => ({ q: middling(nth) }),
  'a rare word': (nth) => ({ q: wordOf(20_001 + ((nth * 509) % 12_000)) }),
  'a number of one ticket': (nth, tickets) => ({ q: String(Math.ceil((tickets * (nth % 100)) / 1_000) * 10) }),
  'two words': (nth) => ({ q: `${[common, middling][nth % 2]?.(nth)} ${middling(nth + 7)}` }),
  'two letters': (nth) => ({ q: middling(nth).slice(0, 2) }),
  'a common word, narrowed to nothing': (nth) => ({ q: common(nth), status: 'hold', assignee: 'none' }),
  'what nobody said': (nth) => ({ q: `${common(nth)} xylophone${nth}` }),
};

const common = (nth: number): string => wordOf(1 + ((nth * 3) % 40));
/** From one message in a hundred and fifty to one in fifteen hundred. */
const middling = (nth: number): string => wordOf(100 + ((nth * 37) % 900));
