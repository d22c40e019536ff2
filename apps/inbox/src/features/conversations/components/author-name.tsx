import type { MessageView, TicketView } from '@duet/contracts';
import type { ReactNode } from 'react';
import { Badge } from '../../../components/ui/badge.tsx';
import { authorName } from '../author.ts';
import { strings } from '../strings.ts';

/** Who wrote it, with a small tag where it was not a person. Badges of a comment stand on the name. */
export function AuthorName({
  message,
  ticket,
  children,
}: {
  message: MessageView;
  ticket: TicketView;
  children?: ReactNode;
}) {
  const { kind } = message.author;
  const tag = kind === 'bot' || kind === 'ai_agent' || kind === 'api_key' ? strings.authors[kind] : null;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <bdi className="truncate font-semibold">{authorName(message, ticket)}</bdi>
      {tag && <Badge tone="accent">{tag}</Badge>}
      {children}
    </span>
  );
}
