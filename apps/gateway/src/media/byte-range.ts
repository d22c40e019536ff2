import type { ByteRange } from '@duet/storage';

/**
 * The part of a file that a Range header asks for. Several parts at once are answered with the whole file, as is what
 * nobody understands (RFC 9110, 14.2).
 *
 * @returns null: the whole file; `unsatisfiable`: it begins behind the end
 */
export function byteRange(header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const last = size - 1;
  if (from === '')
    return to === '0' || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(to)), end: last };
  const start = Number(from);
  if (start > last) return 'unsatisfiable';
  const end = to === '' ? last : Math.min(Number(to), last);
  return end < start ? null : { start, end };
}
