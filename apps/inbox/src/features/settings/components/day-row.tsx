import type { WorkingInterval } from '@duet/contracts';
import { Plus, X } from 'lucide-react';
import { IconButton } from '../../../components/ui/button.tsx';
import { endMeant, endShown, withInterval } from '../office-hours.ts';
import { strings } from '../strings.ts';

const MOST_INTERVALS = 6;
const box = 'tabular h-8 rounded-md border border-line-strong/60 bg-surface px-2';

/** The working times of one weekday, split where somebody rests. */
export function DayRow(props: {
  name: string;
  intervals: readonly WorkingInterval[];
  onChange: (intervals: WorkingInterval[]) => void;
}) {
  const { name, intervals, onChange } = props;
  const write = (at: number, part: Partial<WorkingInterval>) =>
    onChange(intervals.map((interval, index) => (index === at ? { ...interval, ...part } : interval)));
  return (
    <li className="flex items-start gap-3 border-t border-line py-2">
      <span className="w-28 shrink-0 pt-1.5 font-medium">{name}</span>
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        {intervals.length === 0 && <span className="pt-1.5 text-muted">{strings.closed}</span>}
        {intervals.map(({ from, to }, index) => (
          // Stretches have no name of their own: their place is what they are known by.
          <span key={index} className="flex items-center gap-1.5">
            <input
              type="time"
              aria-label={strings.fromOf(name)}
              value={from}
              onChange={({ target }) => target.value && write(index, { from: target.value })}
              className={box}
            />
            –
            <input
              type="time"
              aria-label={strings.toOf(name)}
              value={endShown(to)}
              onChange={({ target }) => target.value && write(index, { to: endMeant(target.value) })}
              className={box}
            />
            <IconButton label={strings.removeTimes(name)} onClick={() => onChange(intervals.toSpliced(index, 1))}>
              <X size={14} aria-hidden />
            </IconButton>
          </span>
        ))}
      </span>
      <IconButton
        label={strings.addTimes(name)}
        disabled={intervals.length === MOST_INTERVALS}
        onClick={() => onChange(withInterval(intervals))}
      >
        <Plus size={14} aria-hidden />
      </IconButton>
    </li>
  );
}
