import { until } from '@duet/testing';
import type { Locator } from 'playwright-core';

/**
 * How this run of the journeys does what a person does. Each is played twice, once with a pointer and once with keys alone:
 * `npm run test:journeys` sets `DUET_HANDS` for the second time.
 */
export const hands = process.env['DUET_HANDS'] === 'keys' ? 'keys' : 'a pointer';
const byKeys = hands === 'keys';

/** As many steps as the longest menu and the longest list on the screen have. */
const MOST_STEPS = 80;

/** Presses a button, a link, a tab, a row of a list or an entry of a menu, or goes into a field. */
export async function press(target: Locator): Promise<void> {
  if (!byKeys) return target.click();
  await reach(target);
  const key: string = await target.evaluate(keyOf);
  if (key !== '') await target.page().keyboard.press(key);
}

/** Ticks a box or chooses one of several. */
export async function tick(target: Locator): Promise<void> {
  if (!byKeys) return target.check();
  if (!(await target.isChecked())) await press(target);
  await until('it is ticked', () => target.isChecked());
}

export async function untick(target: Locator): Promise<void> {
  if (!byKeys) return target.uncheck();
  if (await target.isChecked()) await press(target);
  await until('it is not ticked', async () => !(await target.isChecked()));
}

/** Chooses an entry of a native list by its label, without a stop at those on the way. */
export async function select(target: Locator, label: string): Promise<void> {
  if (!byKeys) {
    await target.selectOption({ label });
    return;
  }
  await reach(target);
  const { keyboard } = target.page();
  await keyboard.press('Space');
  await keyboard.type(label);
  await keyboard.press('Enter');
}

/**
 * Brings the focus to it as keys can: to an entry of a menu, a list or a group by arrows from the one that Tab comes to, to
 * anything else by Tab itself. A suggestion below a field is marked by arrows while the focus stays in the field.
 */
async function reach(target: Locator): Promise<void> {
  await target.waitFor();
  // A page that is being drawn may take the focus away once more.
  await until(`a key comes to ${String(target)}`, async () => {
    if (await target.isEnabled()) await walkTo(target);
    return target.evaluate(isReached);
  });
}

async function walkTo(target: Locator): Promise<void> {
  const { keyboard } = target.page();
  if (await target.evaluate(isTabStop)) {
    await target.focus();
    await keyboard.press('Shift+Tab');
    await keyboard.press('Tab');
    return;
  }
  await target.evaluate(enterItsGroup);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const arrow: string = await target.evaluate(arrowTo);
    if (arrow === '') return;
    await keyboard.press(arrow);
  }
}

/** What is used here of the browser's own, whose types would be taken for Node's elsewhere. */
interface PageElement {
  readonly tabIndex: number;
  readonly ownerDocument: { readonly activeElement: PageElement };
  matches(selector: string): boolean;
  closest(selector: string): PageElement | null;
  querySelector(selector: string): PageElement | null;
  contains(other: PageElement): boolean;
  compareDocumentPosition(other: PageElement): number;
  focus(): void;
}

type InPage<Result> = (element: PageElement) => Result;

const keyOf: InPage<string> = (element) => {
  if (element.matches('textarea, input:not([type="checkbox"], [type="radio"])')) return '';
  return element.matches('input') ? ' ' : 'Enter';
};

const isTabStop: InPage<boolean> = (element) =>
  element.tabIndex === 0 && !element.matches('[role^="menuitem"], [role="option"], [type="radio"]:not(:checked)');

const isReached: InPage<boolean> = (element) =>
  element.ownerDocument.activeElement === element || element.matches('[role="option"][aria-selected="true"]');

const enterItsGroup: InPage<void> = (element) => {
  if (element.matches('[role="option"]')) return;
  const group = element.closest('[role="menu"], [role="tablist"], [role="radiogroup"], [role="group"], fieldset, ul');
  if (!group?.contains(element.ownerDocument.activeElement))
    (group?.querySelector('[tabindex="0"], :checked') ?? group)?.focus();
};

/** The arrow that leads to the element; empty when it is reached. */
const arrowTo: InPage<string> = (element) => {
  const { activeElement } = element.ownerDocument;
  if (activeElement === element || element.matches('[role="option"][aria-selected="true"]')) return '';
  const isAhead = element.matches('[role="option"]') || (activeElement.compareDocumentPosition(element) & 4) > 0;
  if (element.matches('[role="tab"]')) return isAhead ? 'ArrowRight' : 'ArrowLeft';
  return isAhead ? 'ArrowDown' : 'ArrowUp';
};
