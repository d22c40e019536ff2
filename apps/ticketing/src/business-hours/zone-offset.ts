const HOUR_MS = 3_600_000;
/** No wall is farther from UTC. */
const FARTHEST_MS = 15 * HOUR_MS;
const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the wall of this zone is ahead of UTC. */
export function offsetMs(zone: string, atMs: number): number {
  const secondMs = Math.floor(atMs / 1_000) * 1_000;
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(secondMs)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - secondMs;
}

/** A stretch of time during which the wall does not jump. */
interface Steady {
  readonly startMs: number;
  readonly endMs: number;
  readonly offsetMs: number;
}

/**
 * The stretches in which this date can be on the wall: one, or two where the wall jumps.
 * @param dayMs midnight of the date in UTC
 */
export function offsetsAround(zone: string, dayMs: number): Steady[] {
  const startMs = dayMs - FARTHEST_MS;
  const endMs = dayMs + 24 * HOUR_MS + FARTHEST_MS;
  const [before, after] = [offsetMs(zone, startMs), offsetMs(zone, endMs)];
  if (before === after) return [{ startMs, endMs, offsetMs: before }];
  let [lowMs, highMs] = [startMs, endMs];
  while (highMs - lowMs > 1_000) {
    const middleMs = Math.floor((lowMs + highMs) / 2_000) * 1_000;
    if (offsetMs(zone, middleMs) === before) lowMs = middleMs;
    else highMs = middleMs;
  }
  return [
    { startMs, endMs: highMs, offsetMs: before },
    { startMs: highMs, endMs, offsetMs: after },
  ];
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
