import { Avatar as Radix } from 'radix-ui';

/** A person's picture, or the first letter of the name. Decoration: the name always stands beside it. */
export function Avatar({ name, url, size = 32 }: { name: string; url: string | null; size?: number | string }) {
  return (
    <Radix.Root
      aria-hidden
      className="inline-flex shrink-0 overflow-hidden rounded-full bg-line/70"
      style={{ width: size, height: size }}
    >
      {url && <Radix.Image src={url} alt="" referrerPolicy="no-referrer" className="size-full object-cover" />}
      <Radix.Fallback className="flex size-full items-center justify-center text-xs font-semibold text-muted">
        {initialOf(name)}
      </Radix.Fallback>
    </Radix.Root>
  );
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function initialOf(name: string): string {
  const [first] = graphemes.segment(name.replace(/^@/, '').trim());
  return (first?.segment ?? '?').toUpperCase();
}
