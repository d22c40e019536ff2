export type Cell = string | number | null;

/** A spreadsheet takes what begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One record of a CSV file (RFC 4180), with its line end. A text that a spreadsheet would run as a formula begins with an
 * apostrophe; lines within a cell end with LF alone, so that CRLF ends records and nothing else.
 */
export const csvRecord = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\r\n`;

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell.replaceAll(/\r\n?/g, '\n');
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** By it spreadsheets know that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';
