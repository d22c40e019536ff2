import type { CustomerContact } from '@duet/contracts';
import { Avatar } from '../../../components/ui/avatar.tsx';
import { ChannelMark } from '../../../components/ui/channel-mark.tsx';
import { contactName } from '../../../lib/contact-name.ts';
import { strings } from '../strings.ts';

/** One of TikTok's identities: its name, where it writes and how often it did. */
export function ContactLine({ contact }: { contact: CustomerContact }) {
  const name = contactName(contact);
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2 text-left">
      <Avatar name={name} url={contact.avatarUrl} size={28} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate">{name}</bdi>
        <span className="flex items-center gap-1.5 text-xs text-muted">
          {contact.channelTypes.map((type) => (
            <ChannelMark key={type} type={type} />
          ))}
          <bdi className="truncate">
            {contact.username && contact.displayName ? `@${contact.username} · ` : ''}
            {strings.tickets(contact.tickets)}
          </bdi>
        </span>
      </span>
    </span>
  );
}
