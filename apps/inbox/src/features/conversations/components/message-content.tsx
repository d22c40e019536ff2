import type { Content, MediaView, MessageView } from '@duet/contracts';
import clsx from 'clsx';
import { ExternalLink, Film, ImageOff, Link2Off } from 'lucide-react';
import type { ReactNode } from 'react';
import { safeLink } from '../safe-link.ts';
import { strings } from '../strings.ts';
import { useTarget } from '../target.ts';
import { Aside } from './aside.tsx';
import { MediaContent } from './media-content.tsx';
import { MessageText } from './message-text.tsx';

export function MessageContent({ message }: { message: Pick<MessageView, 'id' | 'content' | 'media'> }) {
  const { id, content, media } = message;
  const plain = <PlainContent content={content} isSought={useTarget() === id} />;
  if (content.type === 'text' && media) return <TextWithImage text={plain} media={media} />;
  return media === null || (content.type === 'unsupported' && media.state !== 'stored') ? (
    plain
  ) : (
    <MediaContent kind={content.type} media={media} />
  );
}

/** A comment may hold both; its image becomes known after its text (FEED-25). */
const TextWithImage = ({ text, media }: { text: ReactNode; media: MediaView }) => (
  <div className="flex flex-col items-start gap-2">
    {text}
    <MediaContent kind="image" media={media} />
  </div>
);

/** What is told without a file of ours. */
function PlainContent({ content, isSought }: { content: Content; isSought: boolean }) {
  switch (content.type) {
    case 'text':
      return <MessageText text={content.text} isSought={isSought} />;
    case 'image':
      return <Picture url={content.url} alt={strings.image} className="max-h-72 max-w-full rounded-sm" />;
    case 'sticker':
      return <Picture url={content.url} alt={strings.sticker} className="size-24" />;
    case 'emoji':
      return <Picture url={content.url} alt={strings.emoji} className="size-12" />;
    case 'video':
      return (
        <Aside icon={<Film size={14} aria-hidden />}>
          <span>{strings.video}</span>
        </Aside>
      );
    case 'shared_post':
      return <SharedPost url={content.url} />;
    case 'card':
      return (
        <div className="flex flex-col gap-2">
          <p dir="auto">{content.title}</p>
          <ul className="flex flex-wrap gap-1.5">
            {content.buttons.map((button, index) => (
              <li
                key={index}
                className={clsx(
                  'text-sm',
                  content.kind === 'url' ? 'underline' : 'rounded-sm border border-line-strong px-2 py-0.5',
                )}
              >
                {button}
              </li>
            ))}
          </ul>
        </div>
      );
    case 'unsupported':
      return <Aside icon={<Link2Off size={14} aria-hidden />}>{strings.unsupported(content.original)}</Aside>;
  }
}

function SharedPost({ url }: { url: string }) {
  const href = safeLink(url);
  if (!href) return <Aside icon={<Link2Off size={14} aria-hidden />}>{strings.sharedPost}</Aside>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1.5 text-accent underline underline-offset-2"
    >
      {strings.sharedPost}
      <ExternalLink size={13} aria-hidden />
    </a>
  );
}

function Picture({ url, alt, className }: { url: string | null; alt: string; className: string }) {
  const src = url && safeLink(url);
  if (!src) return <Aside icon={<ImageOff size={14} aria-hidden />}>{alt}</Aside>;
  return <img src={src} alt={alt} loading="lazy" referrerPolicy="no-referrer" className={className} />;
}
