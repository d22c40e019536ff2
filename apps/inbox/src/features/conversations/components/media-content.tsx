import type { Content, MediaView } from '@duet/contracts';
import { ImageOff, LoaderCircle } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { mediaUrl } from '../../../lib/media-url.ts';
import { mediaReason } from '../media-reason.ts';
import { strings } from '../strings.ts';
import { Aside } from './aside.tsx';

type Kind = Content['type'];

/** A picture or video from our own storage; before it is there, that it comes, or why it does not. */
export function MediaContent({ kind, media }: { kind: Kind; media: MediaView }) {
  const name = nameOf(kind);
  if (media.state === 'pending')
    return <Aside icon={<LoaderCircle size={14} aria-hidden />}>{strings.mediaPending(name)}</Aside>;
  if (media.state === 'gone')
    return (
      <Aside icon={<ImageOff size={14} aria-hidden />}>{strings.mediaGone(name, mediaReason(media.reason))}</Aside>
    );
  const url = mediaUrl(media.mediaId);
  if (media.contentType.startsWith('video/')) {
    // TikTok gives no captions for what customers send.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    return <video src={url} controls preload="metadata" aria-label={name} className="h-56 max-w-full rounded-sm" />;
  }
  if (kind === 'sticker' || kind === 'emoji') {
    return <img src={url} alt={name} loading="lazy" className={kind === 'sticker' ? 'size-24' : 'size-12'} />;
  }
  return <Picture url={url} name={name} />;
}

/** Of a fixed size in the thread, so that nothing moves when it comes; as large as fits when it is pressed. */
const Picture = ({ url, name }: { url: string; name: string }) => (
  <Dialog.Root>
    <Dialog.Trigger aria-label={strings.openImage} className="block cursor-zoom-in">
      <img src={url} alt={name} loading="lazy" className="size-48 rounded-sm object-cover" />
    </Dialog.Trigger>
    <Dialog.Portal>
      <Dialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
      <Dialog.Content
        aria-describedby={undefined}
        className="fixed inset-0 z-50 flex items-center justify-center p-6 outline-none"
      >
        <Dialog.Title className="sr-only">{name}</Dialog.Title>
        <Dialog.Close aria-label={strings.closeImage} className="cursor-zoom-out">
          <img src={url} alt={name} className="max-h-[calc(100dvh-48px)] max-w-full rounded-md shadow-float" />
        </Dialog.Close>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);

function nameOf(kind: Kind): string {
  switch (kind) {
    case 'video':
      return strings.videoName;
    case 'sticker':
      return strings.sticker;
    case 'emoji':
      return strings.emoji;
    case 'image':
    case 'text':
    case 'shared_post':
    case 'card':
    case 'unsupported':
      return strings.image;
  }
}
