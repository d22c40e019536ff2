import clsx from 'clsx';
import type { ComponentProps } from 'react';

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  success: 'bg-success text-on-success hover:bg-success-hover',
  danger: 'bg-danger text-on-danger hover:bg-danger-hover',
  plain: 'border border-line bg-raised text-ink hover:border-line-strong',
  quiet: 'text-accent hover:bg-accent-soft',
} as const;

export type ButtonProps = ComponentProps<'button'> & { look?: keyof typeof looks; small?: boolean };

export function Button({ look = 'plain', small = false, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={clsx(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:opacity-50',
        small ? 'h-7 px-2' : 'h-8 px-3',
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}

/** A button that is only an icon; `label` is its name for everybody who does not see it, and its tooltip. */
export function IconButton({ label, className, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-ink disabled:opacity-50',
        className,
      )}
      {...rest}
    />
  );
}
