import clsx from 'clsx';
import { ImageIcon } from 'lucide-react';
import { type MouseEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { placeInField } from '../caret-place.ts';
import { strings } from '../strings.ts';
import type { useReplyPicker } from '../use-reply-picker.ts';

/** The list at the caret; it opens upwards, since the composer stands at the bottom. The focus stays in the field. */
export function ReplyPicker(props: {
  picker: ReturnType<typeof useReplyPicker>;
  field: RefObject<HTMLTextAreaElement | null>;
}) {
  const { picker, field } = props;
  const { hash, offered, active, isEmpty, filledIn, pick } = picker;
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; bottom: number } | null>(null);
  const from = hash?.from;
  const isOpen = offered.length > 0 || isEmpty;

  useLayoutEffect(() => {
    const [text, own] = [field.current, list.current];
    if (!isOpen || from === undefined || !text || !own) return;
    const { left, top } = placeInField(text, from);
    const widest = Math.max(text.clientWidth - own.offsetWidth, 0);
    setPlace({
      left: Math.min(Math.max(left - edgePx, 0), widest),
      bottom: text.offsetHeight - Math.max(top, 0) + gapPx,
    });
  }, [isOpen, from, field]);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, isOpen]);

  if (!isOpen || !hash) return null;
  return (
    <div
      ref={list}
      style={{ left: place?.left ?? 0, bottom: place?.bottom ?? '100%' }}
      className="absolute z-30 flex w-96 max-w-full flex-col overflow-hidden rounded-md bg-raised shadow-float"
    >
      {isEmpty ? (
        <p className="px-3 py-2.5 text-pretty text-muted">{strings.noReplies}</p>
      ) : (
        <div id={pickerId} role="listbox" aria-label={strings.savedReplies} className="max-h-64 overflow-y-auto p-1">
          {offered.map((reply, index) => (
            <button
              type="button"
              tabIndex={-1}
              onMouseDown={keepFocus}
              key={reply.id}
              id={optionId(index)}
              role="option"
              aria-selected={index === active}
              onClick={() => pick(reply, hash)}
              className={clsx(
                'flex w-full flex-col rounded-sm px-2 py-1.5 text-left',
                index === active ? 'bg-accent-soft' : 'hover:bg-sunken',
              )}
            >
              <span className="flex items-center gap-2">
                <bdi className="min-w-0 truncate font-medium">{reply.title}</bdi>
                {reply.image && <ImageIcon size={13} role="img" aria-label={strings.withImage} className="shrink-0" />}
                {reply.shortcut !== null && (
                  <bdi className={clsx('ml-auto shrink-0 text-xs', index === active ? 'text-accent' : 'text-muted')}>
                    #{reply.shortcut}
                  </bdi>
                )}
              </span>
              <bdi className="truncate text-muted">{filledIn(reply)}</bdi>
            </button>
          ))}
        </div>
      )}
      <Link
        to="/settings/replies"
        tabIndex={-1}
        onMouseDown={keepFocus}
        className="border-t border-line px-3 py-2 text-xs font-medium text-accent hover:bg-accent-soft"
      >
        {strings.manageReplies}
      </Link>
    </div>
  );
}

/** The keys of the list are those of the field, which names the option that is active. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

/** How far the words of the list stand from its edge. */
const edgePx = 12;
const gapPx = 4;
export const pickerId = 'composer-replies';
export const optionId = (index: number): string => `${pickerId}-${index}`;
