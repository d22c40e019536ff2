import { useMutation } from '@tanstack/react-query';
import { ImagePlus, X } from 'lucide-react';
import { useRef } from 'react';
import { Button, IconButton } from '../../../components/ui/button.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { mediaUrl } from '../../../lib/media-url.ts';
import { uploadImage } from '../../../lib/upload-image.ts';
import type { ReplyDraft } from '../api/change-replies.ts';
import { strings } from '../strings.ts';

/** An image that goes along in direct messages. */
export function ImageField({
  image,
  onChange,
}: {
  image: ReplyDraft['image'];
  onChange: (image: ReplyDraft['image']) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: (file: File) => uploadImage(file, 'tiktok_messenger'),
    onSuccess: onChange,
  });
  return (
    <div className="flex flex-col gap-1.5">
      <span className="flex items-center gap-3">
        {image && (
          <img src={mediaUrl(image.mediaId)} alt={strings.image} className="h-14 rounded-md border border-line" />
        )}
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg"
          hidden
          aria-label={strings.addImage}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) upload.mutate(file);
            target.value = '';
          }}
        />
        {image ? (
          <IconButton label={strings.removeImage} onClick={() => onChange(null)}>
            <X size={14} aria-hidden />
          </IconButton>
        ) : (
          <Button disabled={upload.isPending} onClick={() => input.current?.click()}>
            <ImagePlus size={14} aria-hidden />
            {strings.addImage}
          </Button>
        )}
        {image && <span className="min-w-0 flex-1 text-pretty text-muted">{strings.imageHint}</span>}
      </span>
      {upload.isError && <FailureNotice sentence={sentenceOf(upload.error)} />}
    </div>
  );
}
