import clsx from 'clsx';

/** Any number of a few. None chosen means that it does not matter. */
export function ChipsField<Value extends string>(props: {
  label: string;
  none: string;
  options: readonly (readonly [value: Value, label: string])[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}) {
  const { label, none, options, chosen, onChange } = props;
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">
        {label} {chosen.length === 0 && <span className="font-normal text-muted">· {none}</span>}
      </legend>
      <div className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
        {options.map(([value, name]) => {
          const isChosen = chosen.includes(value);
          return (
            <button
              key={value}
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChange(isChosen ? chosen.filter((one) => one !== value) : [...chosen, value])}
              className={clsx(
                'min-h-7 max-w-full truncate rounded-md border px-2 transition-colors',
                isChosen
                  ? 'border-accent bg-accent-soft font-medium text-accent'
                  : 'border-line bg-surface hover:border-line-strong',
              )}
            >
              <bdi>{name}</bdi>
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
