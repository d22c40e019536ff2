import type { Meta } from '../storage/meta.ts';

export type ClockChange = { offsetMs: number } | { advanceMs: number } | { nowMs: number };

/**
 * The platform's time: real time plus an offset that survives a restart. Windows, timestamps and token lifetimes follow
 * it; signatures, time-outs and redeliveries stay on real time.
 */
export class PlatformClock {
  private offset: number;
  private readonly meta: Meta;
  private readonly onChange: (offsetMs: number) => void;

  constructor(meta: Meta, onChange: (offsetMs: number) => void) {
    this.meta = meta;
    this.onChange = onChange;
    this.offset = Number(meta.get('clockOffsetMs') ?? 0);
  }

  get offsetMs(): number {
    return this.offset;
  }

  now(): number {
    return Date.now() + this.offset;
  }

  realNow(): number {
    return Date.now();
  }

  change(change: ClockChange): void {
    if ('offsetMs' in change) this.offset = change.offsetMs;
    else if ('advanceMs' in change) this.offset += change.advanceMs;
    else this.offset = change.nowMs - Date.now();
    this.meta.set('clockOffsetMs', String(this.offset));
    this.onChange(this.offset);
  }
}
