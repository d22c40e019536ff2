import { useState } from 'react';
import { type Unit, unitOf, units } from '../durations.ts';
import { strings } from '../strings.ts';

const box = 'h-9 rounded-md border border-line-strong/60 bg-surface px-2.5 text-base placeholder:text-muted';

/** A number of minutes, hours or days; empty where nothing is promised. */
export function DurationField(props: {
  label: string;
  minutes: number | null;
  onChange: (minutes: number | null) => void;
}) {
  const { label, minutes, onChange } = props;
  const [unit, setUnit] = useState<Unit>(minutes === null ? 'hours' : unitOf(minutes));
  const amount = minutes === null ? null : minutes / units[unit];
  const minutesOf = (count: number, of: Unit) => Math.max(1, Math.round(count * units[of]));

  function changeUnit(next: Unit) {
    setUnit(next);
    if (amount !== null) onChange(minutesOf(amount, next));
  }

  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{label}</legend>
      <span className="flex gap-2">
        <input
          type="number"
          inputMode="numeric"
          min={1}
          aria-label={label}
          placeholder={strings.noPromise}
          value={amount ?? ''}
          onChange={({ target }) => onChange(target.value === '' ? null : minutesOf(Number(target.value), unit))}
          className={`${box} min-w-0 flex-1`}
        />
        <select
          aria-label={strings.unitOf(label)}
          value={unit}
          onChange={({ target }) => {
            const next = unitNames.find((one) => one === target.value);
            if (next) changeUnit(next);
          }}
          className={box}
        >
          {unitNames.map((one) => (
            <option key={one} value={one}>
              {strings.units[one](amount ?? 0)}
            </option>
          ))}
        </select>
      </span>
    </fieldset>
  );
}

const unitNames: readonly Unit[] = ['minutes', 'hours', 'days'];
