import type { ReactionView, TicketView } from '@duet/contracts';
import { contactName } from '../../../lib/contact-name.ts';
import { safeLink } from '../safe-link.ts';
import { strings } from '../strings.ts';

/** What either side put on a message. */
export function Reactions({ reactions, ticket }: { reactions: readonly ReactionView[]; ticket: TicketView }) {
  if (reactions.length === 0) return null;
  return (
    <ul className="-mt-2 flex gap-1 px-2">
      {reactions.map((reaction) => (
        <li
          key={`${reaction.by} ${reaction.emoji ?? reaction.url}`}
          title={strings.reaction(
            reaction.by === 'customer' ? contactName(ticket.contact) : strings.us,
            reaction.emoji ?? strings.pictureEmoji,
          )}
          className="rounded-full border border-line bg-surface px-1.5 text-sm"
        >
          {reaction.emoji ?? <Picture url={reaction.url} />}
        </li>
      ))}
    </ul>
  );
}

function Picture({ url }: { url: string | null }) {
  const src = url && safeLink(url);
  if (!src) return strings.pictureEmoji;
  return <img src={src} alt={strings.pictureEmoji} referrerPolicy="no-referrer" className="size-4" />;
}
