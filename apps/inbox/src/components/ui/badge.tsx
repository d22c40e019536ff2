import clsx from 'clsx';
import type { ReactNode } from 'react';

const tones = {
  neutral: 'bg-sunken text-muted',
  warning: 'bg-warning text-warning-ink',
  danger: 'bg-danger-soft text-danger',
  success: 'bg-success-soft text-success',
  accent: 'bg-accent-soft text-accent ring-1 ring-accent/25 ring-inset',
} as const;

export type Tone = keyof typeof tones;

export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
