const MOST_LINES = 14;
const LINE_LENGTH = 75;

/** Whether a text takes clearly more lines of a bubble than are shown of it at first. Judged by length, so that nothing moves once it is drawn. */
export const isLong = (text: string): boolean =>
  text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / LINE_LENGTH)), 0) > MOST_LINES;
