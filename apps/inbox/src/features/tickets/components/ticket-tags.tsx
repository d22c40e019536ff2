import { supervisors, type TagView, type TicketView } from '@duet/contracts';
import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from '../../../components/ui/menu.tsx';
import { TagChip, TagDot } from '../../../components/ui/tag-chip.tsx';
import { useViewer } from '../../../lib/session-context.ts';
import { useChangeTicket } from '../api/change-ticket.ts';
import { useTags } from '../../../lib/tags.ts';
import { strings } from '../strings.ts';
import { hasTag } from '../ticket-step.ts';
import { NewTagDialog } from './new-tag-dialog.tsx';

/** The ticket's tags, and the menu that puts them on and takes them off. */
export function TicketTags({ ticket }: { ticket: TicketView }) {
  const { role } = useViewer();
  const tags = useTags();
  const change = useChangeTicket();
  const [isNaming, setNaming] = useState(false);
  const set = (tag: TagView, on: boolean) =>
    change([ticket], { kind: 'tag', add: on ? [tag] : [], remove: on ? [] : [tag] });
  return (
    <span className="flex flex-wrap items-center gap-1">
      {ticket.tags.length === 0 ? strings.noTags : ticket.tags.map((tag) => <TagChip key={tag.id} tag={tag} />)}
      <Menu
        trigger={
          <Button small look="quiet" className="-my-1 -mr-2 ml-auto" aria-label={strings.changeTags}>
            {strings.assign}
          </Button>
        }
      >
        {tags.data?.length === 0 && <MenuLabel>{strings.noTagsYet}</MenuLabel>}
        {tags.data?.map((tag) => (
          <MenuCheck key={tag.id} on={hasTag(ticket, tag)} onChange={(on) => set(tag, on)}>
            <TagDot color={tag.color} />
            <bdi className="min-w-0 truncate">{tag.name}</bdi>
          </MenuCheck>
        ))}
        {supervisors.includes(role) && (
          <>
            <MenuLine />
            <MenuItem onSelect={() => setNaming(true)}>{strings.newTag}</MenuItem>
          </>
        )}
      </Menu>
      {isNaming && <NewTagDialog onClose={() => setNaming(false)} onAdded={(tag) => set(tag, true)} />}
    </span>
  );
}
