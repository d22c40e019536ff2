import type { ChannelState, MessageView, ModerationAction, TicketView } from '@duet/contracts';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../../components/ui/button.tsx';
import { Confirmation } from '../../../components/ui/dialog.tsx';
import { Menu, MenuItem } from '../../../components/ui/menu.tsx';
import { newIntent } from '../../../lib/intent.ts';
import { useModerate } from '../api/moderate-comment.ts';
import { canEdit, moderationActions } from '../moderation-actions.ts';
import { strings } from '../strings.ts';
import { EditDialog } from './edit-dialog.tsx';

/** The menu of a comment: what can be done with it now. */
export function CommentActions(props: {
  message: MessageView;
  ticket: TicketView;
  name: string;
  channelState: ChannelState | undefined;
}) {
  const { message, ticket, name, channelState } = props;
  const moderate = useModerate();
  const [asked, ask] = useState<'delete' | 'edit' | null>(null);
  const act = (action: ModerationAction) => moderate.mutate({ message, action, intent: newIntent() });
  const actions = moderationActions(message, channelState);
  const text = message.content.type === 'text' ? message.content.text : null;
  return (
    <>
      {actions.length > 0 && (
        <Menu
          trigger={
            <IconButton label={strings.actions(name)} disabled={moderate.isPending} className="-my-1 size-7!">
              <Ellipsis size={16} aria-hidden />
            </IconButton>
          }
        >
          {canEdit(message, channelState) && <MenuItem onSelect={() => ask('edit')}>{strings.edit}</MenuItem>}
          {actions.map((action) => (
            <MenuItem key={action} onSelect={() => (action === 'delete' ? ask('delete') : act(action))}>
              {strings.moderate[action]}
            </MenuItem>
          ))}
        </Menu>
      )}
      <Confirmation
        open={asked === 'delete'}
        onClose={() => ask(null)}
        title={strings.deleteTitle}
        description={strings.deleteText}
        action={strings.moderate.delete}
        onAction={() => act('delete')}
        danger
      />
      {asked === 'edit' && text !== null && (
        <EditDialog message={message} text={text} ticket={ticket} onClose={() => ask(null)} />
      )}
    </>
  );
}
