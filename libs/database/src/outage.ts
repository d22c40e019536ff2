import { isStalePlan } from './prepared-statements.ts';

/** Serialization, deadlock, lock and statement time-outs, an unfinished fail-over; whole classes: 08, 53, 57P, 58. */
const outageStates = new Set(['25006', '40001', '40P01', '55P03', '57014']);
const outageClasses = /^(08|53|57P|58)/;
const outageCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
const outageTexts = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed',
  'Cannot use a pool after calling end',
  'Query read timeout',
  // TypeORM's word for a connection that was lost between two statements.
  'Query runner already released',
];

/**
 * Whether an error says "the database is away or busy" rather than "this data is wrong".
 * Such an error never counts against a message (H5): the same work succeeds later.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (outageStates.has(code) || outageClasses.test(code) || outageCodes.has(code)) return true;
  if (isStalePlan(error)) return true;
  // The server ended the connection: never because of the data.
  if ('severity' in error && (error.severity === 'FATAL' || error.severity === 'PANIC')) return true;
  if (outageTexts.some((text) => error.message.includes(text))) return true;
  return error.cause !== undefined && isOutage(error.cause);
}
