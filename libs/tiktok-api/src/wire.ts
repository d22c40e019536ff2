import { z } from 'zod';

// TikTok leaves fields out, sends null, and sends numbers as strings; a field nobody depends on must not sink its record.

/** An opaque id; `parseJson` has already turned bare 19-digit numbers into strings. */
export const id = z.union([z.string().min(1), z.number().int().positive()]).transform(String);

/** 0, "0", "", null and absent all mean "none". */
export const optionalId = z
  .union([z.string(), z.number().int()])
  .nullish()
  .catch(null)
  .transform((value) => (value == null || value === '' || `${value}` === '0' ? null : `${value}`));

export const optionalText = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const optionalBoolean = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const wholeNumber = z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,15}$/)]).transform(Number);

export const count = wholeNumber;

export const optionalNumber = z
  .union([z.number(), wholeNumber])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** Epoch seconds on the wire, number or string; epoch milliseconds from here on. */
export const secondsToMs = wholeNumber.transform((seconds) => seconds * 1_000);

export const ms = wholeNumber;

export const optionalSecondsToMs = secondsToMs
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const optionalMs = ms
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** Absent and null read as an empty list; a broken item still fails. */
export function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

/** The list an answer is about: null reads as empty, absent fails, since "not in the list" serves as a proof. */
export function presentList<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullable()
    .transform((items) => items ?? []);
}

/** A word that TikTok writes in either case, as ours; a word we do not know, or none, is null. */
export function word<const T extends string>(known: Readonly<Record<string, T>>) {
  const byWire = new Map<string, T>(Object.entries(known));
  return optionalText.transform((value): T | null =>
    value === null ? null : (byWire.get(value.toLowerCase()) ?? null),
  );
}
