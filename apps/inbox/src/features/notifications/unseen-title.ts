let unseen = 0;

/** How many calls came while nobody looked, in the title of the tab. */
export function countUnseen(): void {
  unseen += 1;
  document.title = `(${unseen}) Duet`;
}

export function seen(): void {
  unseen = 0;
  document.title = 'Duet';
}
