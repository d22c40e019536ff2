import type { TagView, TicketView } from '@duet/contracts';
import { MenuCheck, MenuLabel } from '../../../components/ui/menu.tsx';
import { TagDot } from '../../../components/ui/tag-chip.tsx';
import { useChangeTicket } from '../api/change-ticket.ts';
import { useTags } from '../../../lib/tags.ts';
import { strings } from '../strings.ts';
import { hasTag } from '../ticket-step.ts';

/** The workspace's tags: on where all the tickets have one, half on where some do, which puts it on the others. */
export function BulkTags({ selected }: { selected: readonly TicketView[] }) {
  const tags = useTags();
  const change = useChangeTicket();
  if (tags.data?.length === 0) return <MenuLabel>{strings.noTagsYet}</MenuLabel>;
  return tags.data?.map((tag) => {
    const [withTag, without] = [true, false].map((wanted) => selected.filter((one) => hasTag(one, tag) === wanted));
    return (
      <MenuCheck
        key={tag.id}
        on={without?.length === 0 ? true : withTag?.length === 0 ? false : 'indeterminate'}
        onChange={(on) => set(on ? without : withTag, tag, on)}
      >
        <TagDot color={tag.color} />
        <bdi className="min-w-0 truncate">{tag.name}</bdi>
      </MenuCheck>
    );
  });

  function set(tickets: readonly TicketView[] = [], tag: TagView, on: boolean) {
    change(tickets, { kind: 'tag', add: on ? [tag] : [], remove: on ? [] : [tag] });
  }
}
