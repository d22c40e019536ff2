import type { TagColor, TagView } from '@duet/contracts';

/** Bright enough to be told apart on light and dark; the name beside them carries the meaning. */
const dots: Readonly<Record<TagColor, string>> = {
  grey: 'oklch(0.62 0.01 85)',
  red: 'oklch(0.62 0.19 25)',
  orange: 'oklch(0.7 0.16 55)',
  yellow: 'oklch(0.78 0.15 95)',
  green: 'oklch(0.66 0.15 150)',
  teal: 'oklch(0.66 0.1 195)',
  blue: 'oklch(0.62 0.15 250)',
  purple: 'oklch(0.6 0.17 300)',
  pink: 'oklch(0.68 0.17 350)',
};

export const TagDot = ({ color }: { color: TagColor }) => (
  <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: dots[color] }} />
);

export const TagChip = ({ tag }: { tag: TagView }) => (
  <span className="inline-flex max-w-full items-center gap-1.5 rounded-sm border border-line bg-surface px-1.5 text-xs leading-5">
    <TagDot color={tag.color} />
    <bdi className="min-w-0 truncate">{tag.name}</bdi>
  </span>
);
