import { useState } from 'react';
import { Bubble } from '../../features/conversations/components/bubble.tsx';
import { Comment } from '../../features/conversations/components/comment.tsx';
import { NoteStrip } from '../../features/conversations/components/note-strip.tsx';
import { WindowBanner } from '../../features/conversations/components/window-banner.tsx';
import { ChannelCard } from '../../features/integrations/components/channel-card.tsx';
import { TicketRow } from '../../features/tickets/components/ticket-row.tsx';
import { aTicket } from '../../samples.ts';
import { ControlsPart } from './controls-part.tsx';
import { Part, Specimen } from './specimen.tsx';
import { bubbles, channels, comments, note, tickets, windows } from './specimens.ts';

const nothing = () => undefined;

/** Every component in every state, with the texts that break layouts. For who works on the inbox, hence English alone. */
export function DesignPage() {
  const [shown] = useState(() => ({
    tickets: tickets(),
    windows: windows(),
    bubbles: bubbles(),
    comments: comments(),
    note: note(),
    channels: channels(),
  }));
  const ticket = aTicket();
  return (
    <div className="min-w-0 flex-1 overflow-y-auto bg-surface px-8 py-6 max-md:px-4">
      <h1 className="mb-6 text-lg font-semibold">Components</h1>
      <ControlsPart />
      <Part title="Rows of the list">
        {shown.tickets.map(([name, row]) => (
          <Specimen key={name} name={name}>
            <ul aria-label={name} className="w-80 max-w-full border-t border-line">
              <TicketRow ticket={row} search="" />
            </ul>
          </Specimen>
        ))}
      </Part>
      <Part title="Reply windows">
        {shown.windows.map((one, n) => (
          <Specimen key={n} name={`${one.window?.remaining} left`} wide>
            <WindowBanner ticket={one} />
          </Specimen>
        ))}
      </Part>
      <Part title="Messages">
        <ol className="flex w-full max-w-3xl flex-col gap-1">
          {shown.bubbles.map((message) => (
            <Bubble key={message.id} message={message} ticket={ticket} first onReuse={nothing} />
          ))}
          <NoteStrip message={shown.note} ticket={ticket} />
        </ol>
      </Part>
      <Part title="Comments">
        <ol className="flex w-full max-w-3xl flex-col gap-1.5">
          {shown.comments.map((message) => (
            <Comment key={message.id} message={message} ticket={ticket} channelState="connected" onReuse={nothing} />
          ))}
        </ol>
      </Part>
      <Part title="Channels">
        <ul className="grid w-full gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {shown.channels.map((channel) => (
            <ChannelCard key={channel.id} channel={channel} mayChange onConnect={nothing} />
          ))}
        </ul>
      </Part>
    </div>
  );
}
