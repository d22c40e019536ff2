import type { BusinessHours } from '@duet/contracts';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../../components/ui/button.tsx';
import { dateText } from '../../../lib/times.ts';
import { strings } from '../strings.ts';

type Holiday = BusinessHours['holidays'][number];

const LONGEST_NAME = 60;
const box = 'h-9 rounded-md border border-line-strong/60 bg-surface px-2.5 text-base placeholder:text-muted';

/** Days on which nobody works. */
export function Holidays(props: { holidays: readonly Holiday[]; onChange: (holidays: Holiday[]) => void }) {
  const { holidays, onChange } = props;
  const [date, setDate] = useState('');
  const [name, setName] = useState('');

  function add() {
    const others = holidays.filter((one) => one.date !== date);
    onChange([...others, { date, name: name.trim() }].sort((a, b) => (a.date < b.date ? -1 : 1)));
    setDate('');
    setName('');
  }

  return (
    <section aria-label={strings.holidays}>
      <h2 className="mb-2 text-base font-semibold">{strings.holidays}</h2>
      <ul>
        {holidays.map((holiday) => (
          <li key={holiday.date} className="flex min-h-10 items-center gap-3 border-t border-line">
            <time dateTime={holiday.date} className="tabular w-40 shrink-0">
              {dateText(holiday.date)}
            </time>
            <bdi className="min-w-0 flex-1 truncate">{holiday.name}</bdi>
            <IconButton
              label={strings.remove(holiday.name || dateText(holiday.date))}
              onClick={() => onChange(holidays.filter((one) => one !== holiday))}
            >
              <X size={14} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2 border-t border-line pt-3">
        <input
          type="date"
          aria-label={strings.date}
          value={date}
          onChange={({ target }) => setDate(target.value)}
          className={box}
        />
        <input
          aria-label={strings.holidayName}
          placeholder={strings.holidayName}
          maxLength={LONGEST_NAME}
          value={name}
          onChange={({ target }) => setName(target.value)}
          className={`${box} min-w-40 flex-1`}
        />
        <Button className="h-9" disabled={date === ''} onClick={add}>
          {strings.addHoliday}
        </Button>
      </div>
    </section>
  );
}
