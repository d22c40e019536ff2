import { imageRules, type TicketView } from '@duet/contracts';
import { ImagePlus, X } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../../../components/ui/button.tsx';
import { mediaUrl } from '../../../lib/media-url.ts';
import type { useAttachImage } from '../api/attach-image.ts';
import type { Draft } from '../draft.ts';
import { strings } from '../strings.ts';

/** Chooses one image; absent where the channel sends none. */
export function AttachButton(props: {
  ticket: TicketView;
  attach: ReturnType<typeof useAttachImage>;
  disabled: boolean;
}) {
  const { ticket, attach, disabled } = props;
  const input = useRef<HTMLInputElement>(null);
  if (imageRules[ticket.channelType] === null) return null;
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg"
        hidden
        aria-label={strings.attach}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) attach.mutate(file);
          target.value = '';
        }}
      />
      <IconButton
        label={attach.isPending ? strings.attaching : strings.attach}
        disabled={disabled || attach.isPending}
        onClick={() => input.current?.click()}
      >
        <ImagePlus size={16} aria-hidden />
      </IconButton>
    </>
  );
}

/** The image that will be sent, as the customer will get it. */
export function Attachment({ image, onRemove }: { image: NonNullable<Draft['image']>; onRemove: () => void }) {
  return (
    <div className="relative w-fit">
      <img
        src={mediaUrl(image.mediaId)}
        alt={strings.attached}
        className="h-24 max-w-48 rounded-md border border-line object-cover"
      />
      <IconButton
        label={strings.removeImage}
        onClick={onRemove}
        className="absolute -top-2 -right-2 size-6! rounded-full border border-line bg-raised"
      >
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}
