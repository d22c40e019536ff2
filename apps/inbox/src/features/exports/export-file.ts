import { toast } from 'sonner';
import { sentenceOf } from '../../lib/http.ts';
import { numberText } from '../../lib/numbers.ts';
import { dayOf } from '../../lib/times.ts';
import { handOver, takeCsv } from '../../lib/take-file.ts';
import { serverClock } from '../../lib/server-clock.ts';
import { strings } from './strings.ts';

/** As many rows as the server puts into one file. */
const MOST_ROWS = 100_000;

/** What `GET /tickets` takes. */
export type Query = Readonly<Record<string, string | undefined>>;

/** Takes a list of tickets out as a file, saying how far it is. */
export function exportTickets(query: Query): Promise<void> {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return exportFile(`/tickets/export.csv?${new URLSearchParams(given).toString()}`, `tickets-${today()}.csv`);
}

/** Takes the thread of a ticket out. */
export const exportMessages = (ticketId: string, number: number): Promise<void> =>
  exportFile(`/tickets/${ticketId}/export.csv`, `ticket-${number}.csv`);

async function exportFile(path: string, name: string): Promise<void> {
  const said = toast.loading(strings.started);
  try {
    const { file, rows } = await takeCsv(path, (count) =>
      toast.loading(strings.progress(count, numberText(count)), { id: said }),
    );
    handOver(file, name);
    const count = numberText(rows);
    if (rows < MOST_ROWS) toast.success(strings.done(rows, count), { id: said });
    else toast.warning(strings.full(count), { id: said, duration: FULL_MS });
  } catch (error) {
    toast.error(sentenceOf(error), { id: said });
  }
}

const FULL_MS = 15_000;

const today = (): string => dayOf(serverClock.now());
