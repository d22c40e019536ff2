import clsx from 'clsx';
import { Avatar } from '../../../components/ui/avatar.tsx';
import { strings } from '../strings.ts';
import type { useMentionPicker } from '../use-mention-picker.ts';

/** Above the field, which keeps the focus. */
export function MentionPicker({ picker }: { picker: ReturnType<typeof useMentionPicker> }) {
  const { offered, active, pick } = picker;
  if (offered.length === 0) return null;
  return (
    <div
      id={mentionsId}
      role="listbox"
      aria-label={strings.colleagues}
      className="absolute bottom-full left-0 z-30 mb-1 w-64 max-w-full overflow-hidden rounded-md bg-raised p-1 shadow-float"
    >
      {offered.map(({ id, name }, index) => (
        <button
          type="button"
          tabIndex={-1}
          key={id}
          id={mentionId(index)}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(name)}
          className={clsx(
            'flex w-full items-center gap-2 rounded-sm px-2 py-1.5 text-left',
            index === active ? 'bg-accent-soft text-accent' : 'hover:bg-sunken',
          )}
        >
          <Avatar name={name} url={null} size={20} />
          <bdi className="min-w-0 truncate">{name}</bdi>
        </button>
      ))}
    </div>
  );
}

export const mentionsId = 'composer-mentions';
export const mentionId = (index: number): string => `${mentionsId}-${index}`;
