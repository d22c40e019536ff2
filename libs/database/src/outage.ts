const outageStates = new Set(['40001', '40P01', '53300', '55P03', '57014', '57P01', '57P02', '57P03']);
const outageCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
const outageTexts = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed',
  'Cannot use a pool after calling end',
  'Query read timeout',
];

/**
 * Whether an error says "the database is away or busy" rather than "this data is wrong".
 * Such an error never counts against a message (H5): the same work succeeds later.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (outageStates.has(code) || outageCodes.has(code) || code.startsWith('08')) return true;
  if (outageTexts.some((text) => error.message.includes(text))) return true;
  return error.cause !== undefined && isOutage(error.cause);
}
