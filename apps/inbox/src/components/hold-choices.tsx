import { holdTimes } from '../lib/hold-times.ts';
import { serverClock } from '../lib/server-clock.ts';
import { strings } from '../lib/strings.ts';
import { shortDateTime } from '../lib/times.ts';
import { MenuItem } from './ui/menu.tsx';

/** Until when something is set aside. Made when its menu opens, so that the times are those of that moment. */
export function HoldChoices({ onHold }: { onHold: (until: string | null) => void }) {
  const times = holdTimes(new Date(serverClock.now()));
  const until = (time: Date) => () => onHold(time.toISOString());
  return (
    <>
      <MenuItem onSelect={until(times.inAnHour)}>{strings.hold.hour}</MenuItem>
      <MenuItem onSelect={until(times.tomorrow)}>
        {strings.hold.until(shortDateTime(times.tomorrow.toISOString()))}
      </MenuItem>
      <MenuItem onSelect={until(times.monday)}>
        {strings.hold.until(shortDateTime(times.monday.toISOString()))}
      </MenuItem>
      <MenuItem onSelect={() => onHold(null)}>{strings.hold.openEnd}</MenuItem>
    </>
  );
}
