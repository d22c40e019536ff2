/** Columns under their titles, or a sentence where there are no rows. */
export function printTable(titles: readonly string[], rows: readonly (readonly string[])[], none: string): void {
  if (rows.length === 0) return print(none);
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [titles, ...rows]) {
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Anything that came from outside, on one line and no longer than a terminal is wide. */
export function brief(text: string, longest = 100): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what must not reach the terminal
  const line = text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
