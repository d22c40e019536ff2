import clsx from 'clsx';
import type { ComponentProps } from 'react';

const box =
  'h-9 w-full rounded-md border border-line-strong/60 bg-surface px-2.5 text-base placeholder:text-muted aria-invalid:border-danger';

export function TextField({ label, className, ...rest }: ComponentProps<'input'> & { label: string }) {
  return (
    <label className="flex flex-col gap-1.5">
      <span className="font-medium">{label}</span>
      <input className={clsx(box, className)} {...rest} />
    </label>
  );
}

export function SelectField({ label, className, ...rest }: ComponentProps<'select'> & { label: string }) {
  return (
    <label className="flex flex-col gap-1.5">
      <span className="font-medium">{label}</span>
      <select className={clsx(box, className)} {...rest} />
    </label>
  );
}

export function TextAreaField({ label, className, ...rest }: ComponentProps<'textarea'> & { label: string }) {
  return (
    <label className="flex flex-col gap-1.5">
      <span className="font-medium">{label}</span>
      <textarea
        dir="auto"
        className={clsx(box, 'h-auto! field-sizing-content max-h-64 min-h-24 resize-none py-2', className)}
        {...rest}
      />
    </label>
  );
}

export function CheckField({ label, ...rest }: Omit<ComponentProps<'input'>, 'type'> & { label: string }) {
  return (
    <label className="flex items-center gap-2">
      <input type="checkbox" className="size-4 accent-accent" {...rest} />
      {label}
    </label>
  );
}
