import { Inbox, X } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Avatar } from '../../components/ui/avatar.tsx';
import { Badge, type Tone } from '../../components/ui/badge.tsx';
import { Button, type ButtonProps, IconButton } from '../../components/ui/button.tsx';
import { ChannelName } from '../../components/ui/channel-mark.tsx';
import { Confirmation, Dialog } from '../../components/ui/dialog.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FailureNotice } from '../../components/ui/failure-notice.tsx';
import { SelectField, TextField } from '../../components/ui/field.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../components/ui/menu.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { numberText } from '../../lib/numbers.ts';
import { Part, Specimen } from './specimen.tsx';
import { texts } from './specimens.ts';

const looks: readonly NonNullable<ButtonProps['look']>[] = ['primary', 'success', 'danger', 'plain', 'quiet'];
const tones: readonly Tone[] = ['neutral', 'warning', 'danger', 'success', 'accent'];

export function ControlsPart() {
  const [open, setOpen] = useState<'dialog' | 'confirmation' | null>(null);
  const [choice, setChoice] = useState<'one' | 'two'>('one');
  const close = () => setOpen(null);
  return (
    <>
      <Part title="Buttons">
        {looks.map((look) => (
          <Specimen key={look} name={look}>
            <span className="flex items-center gap-2">
              <Button look={look}>Send</Button>
              <Button look={look} small>
                Small
              </Button>
              <Button look={look} disabled>
                Disabled
              </Button>
            </span>
          </Specimen>
        ))}
        <Specimen name="icon">
          <IconButton label="Close">
            <X size={16} aria-hidden />
          </IconButton>
        </Specimen>
      </Part>
      <Part title="Badges, names, counts">
        {tones.map((tone) => (
          <Specimen key={tone} name={tone}>
            <Badge tone={tone}>Hidden</Badge>
          </Specimen>
        ))}
        <Specimen name="0 and 99,999">
          <Badge>{numberText(0)}</Badge> <Badge tone="accent">{numberText(99_999)}</Badge>
        </Specimen>
        <Specimen name="pictures">
          <span className="flex items-center gap-2">
            <Avatar name={texts.longName} url={null} />
            <Avatar name={texts.emojiName} url={null} size={56} />
            <Avatar name={texts.rtl} url={null} size={28} />
          </span>
        </Specimen>
        <Specimen name="channels">
          <span className="flex flex-wrap gap-4">
            <ChannelName type="tiktok_messenger" /> <ChannelName type="tiktok_feed" /> <ChannelName type="plain" />
          </span>
        </Specimen>
        <Specimen name="40 tags" wide>
          <span className="flex flex-wrap gap-1">
            {Array.from({ length: 40 }, (_, n) => (
              <Badge key={n}>{n % 7 === 0 ? `delivery-delayed-abroad-${n}` : `tag ${n}`}</Badge>
            ))}
          </span>
        </Specimen>
      </Part>
      <Part title="Fields">
        <TextField label="Title" defaultValue="My TikTok channel" />
        <TextField label="Empty" placeholder="Write a name" />
        <TextField label="Wrong" defaultValue="no" aria-invalid />
        <TextField label="Disabled" defaultValue="fixed" disabled />
        <SelectField label="Select NLP App">
          <option>None</option>
          <option>{texts.longName}</option>
        </SelectField>
      </Part>
      <Part title="What floats">
        <Menu trigger={<Button>Menu</Button>}>
          <MenuItem onSelect={close}>Hide</MenuItem>
          <MenuItem onSelect={close}>{texts.longName}</MenuItem>
          <MenuLine />
          <MenuChoice
            name="Choice"
            value={choice}
            options={[
              ['one', 'One'],
              ['two', 'Two'],
            ]}
            onChange={setChoice}
          />
        </Menu>
        <Button onClick={() => setOpen('dialog')}>Dialog</Button>
        <Button onClick={() => setOpen('confirmation')}>Confirmation</Button>
        <Button onClick={() => toast.success('Ticket #4821 resolved', { action: { label: 'Undo', onClick: close } })}>
          Toast
        </Button>
        <Button onClick={() => toast.error('Milo took this ticket first.')}>Failure toast</Button>
        <Dialog open={open === 'dialog'} onClose={close} title={texts.longName} description={texts.longWord}>
          <Button look="primary">Go on</Button>
        </Dialog>
        <Confirmation
          open={open === 'confirmation'}
          onClose={close}
          title="Delete Comment?"
          description="Are you sure you want to delete this comment? This cannot be undone."
          action="Delete"
          onAction={close}
          danger
        />
      </Part>
      <Part title="Empty, loading, failed">
        <Specimen name="empty">
          <EmptyState
            icon={<Inbox size={28} />}
            sentence="No tickets match these filters."
            action={<Button>Show all tickets</Button>}
          />
        </Specimen>
        <Specimen name="loading">
          <Skeleton className="h-12 w-64" />
        </Specimen>
        <Specimen name="failed" wide>
          <FailureNotice
            sentence="The server cannot be reached. Check your connection and try again."
            action={<Button small>Try again</Button>}
          />
        </Specimen>
      </Part>
    </>
  );
}
