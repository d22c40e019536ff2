import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const script = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

/** Menus float outside of every landmark, which is no fault of theirs; axe shortens the names of attributes. */
const menu = 'data-radix-popper';

/** What axe finds on the page as it stands, one line for each element; empty when it finds nothing. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(await script);
  const { violations }: Pick<AxeResults, 'violations'> = await page.evaluate(`axe.run(${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => !(id === 'region' && html.includes(menu)))
      .map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 300)} ${failureSummary.replaceAll(/\s+/g, ' ')}`),
  );
}
