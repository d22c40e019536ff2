import { TagColor, type TagView } from '@duet/contracts';
import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { SelectField, TextField } from '../../../components/ui/field.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { newIntent } from '../../../lib/intent.ts';
import { useAddTag } from '../api/tags.ts';
import { strings } from '../strings.ts';

const LONGEST_NAME = 40;

/** Names a tag for the whole workspace. */
export function NewTagDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (tag: TagView) => void }) {
  const add = useAddTag();
  const [name, setName] = useState('');
  const [color, setColor] = useState<TagColor>('grey');
  const isReady = name.trim() !== '' && !add.isPending;
  function save() {
    const done = (tag: TagView) => {
      onAdded(tag);
      onClose();
    };
    add.mutate({ name: name.trim(), color, intent: newIntent() }, { onSuccess: done });
  }
  return (
    <Dialog open onClose={onClose} title={strings.newTagTitle}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) save();
        }}
      >
        <TextField
          label={strings.tagName}
          autoFocus
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={strings.tagColor}
          value={color}
          onChange={(event) => setColor(TagColor.parse(event.target.value))}
        >
          {TagColor.options.map((one) => (
            <option key={one} value={one}>
              {strings.colors[one]}
            </option>
          ))}
        </SelectField>
        {add.isError && <FailureNotice sentence={sentenceOf(add.error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button type="submit" look="primary" disabled={!isReady}>
            {strings.addTag}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
