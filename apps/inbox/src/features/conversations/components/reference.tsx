import type { ReferenceView, TicketView } from '@duet/contracts';
import { contactName } from '../../../lib/contact-name.ts';
import { previewOf } from '../../../lib/content-words.ts';
import { strings } from '../strings.ts';

/** The earlier message that is answered, in one line; a neutral word for one that is not held here. */
export function Reference({ reference: { message }, ticket }: { reference: ReferenceView; ticket: TicketView }) {
  const name = message?.direction === 'in' ? contactName(ticket.contact) : strings.us;
  return (
    <blockquote className="mb-1 truncate border-l-2 border-line-strong pl-2 text-sm text-muted">
      {message ? (
        <>
          <bdi className="sr-only">{strings.answers(name)}: </bdi>
          <span dir="auto">{previewOf(message.content)}</span>
        </>
      ) : (
        strings.earlierMessage
      )}
    </blockquote>
  );
}
