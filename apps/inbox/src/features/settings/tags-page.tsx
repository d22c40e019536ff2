import { supervisors, TagColor, type TagView } from '@duet/contracts';
import { Pencil, Tag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button, IconButton } from '../../components/ui/button.tsx';
import { Confirmation } from '../../components/ui/dialog.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { SelectField, TextField } from '../../components/ui/field.tsx';
import { TagDot } from '../../components/ui/tag-chip.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { useViewer } from '../../lib/session-context.ts';
import { useTags } from '../../lib/tags.ts';
import { useRemoveTag, useSaveTag, type WrittenTag } from './api/tags.ts';
import { FormDialog } from './components/form-dialog.tsx';
import { Page } from '../../components/page.tsx';
import { strings } from './account-strings.ts';
import { strings as settingsStrings } from './strings.ts';

/** The tags of the workspace. Everybody uses them, supervisors keep them tidy. */
export function TagsPage() {
  const { role } = useViewer();
  const { data: tags, error } = useTags();
  const [written, write] = useState<WrittenTag | null>(null);
  const mayKeep = supervisors.includes(role);
  const isEmpty = tags && tags.length === 0;
  const add = mayKeep && (
    <Button look="primary" onClick={() => write({ id: null, name: '', color: 'grey' })}>
      {strings.newTag}
    </Button>
  );
  return (
    <Page title={strings.tags} about={strings.aboutTags} error={error} action={isEmpty === false && add}>
      {isEmpty && <EmptyState icon={<Tag size={28} />} sentence={strings.noTags} action={add} />}
      <ul aria-label={strings.tags}>
        {tags?.map((tag) => (
          <Row key={tag.id} tag={tag} mayKeep={mayKeep} onEdit={() => write(tag)} />
        ))}
      </ul>
      {written && <TagForm written={written} onClose={() => write(null)} />}
    </Page>
  );
}

function Row({ tag, mayKeep, onEdit }: { tag: TagView; mayKeep: boolean; onEdit: () => void }) {
  const remove = useRemoveTag();
  const [isAsking, setAsking] = useState(false);
  return (
    <li className="flex items-center gap-3 border-t border-line py-2">
      <TagDot color={tag.color} />
      <bdi className="min-w-0 flex-1 truncate text-base font-medium">{tag.name}</bdi>
      {mayKeep && (
        <>
          <IconButton label={settingsStrings.change(tag.name)} onClick={onEdit}>
            <Pencil size={14} aria-hidden />
          </IconButton>
          <IconButton
            label={settingsStrings.remove(tag.name)}
            disabled={remove.isPending}
            onClick={() => setAsking(true)}
          >
            <Trash2 size={14} aria-hidden />
          </IconButton>
        </>
      )}
      <Confirmation
        open={isAsking}
        onClose={() => setAsking(false)}
        title={settingsStrings.remove(tag.name)}
        description={strings.aboutRemovingTag}
        action={strings.removeTag}
        danger
        onAction={() => remove.mutate(tag, { onError: (error) => void toast.error(sentenceOf(error)) })}
      />
    </li>
  );
}

function TagForm({ written, onClose }: { written: WrittenTag; onClose: () => void }) {
  const [tag, setTag] = useState(written);
  const save = useSaveTag();
  return (
    <FormDialog
      title={tag.id === null ? strings.newTag : strings.changeTag}
      isReady={tag.name.trim() !== '' && !save.isPending}
      error={save.error}
      onSave={() => save.mutate(tag, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        label={settingsStrings.name}
        autoFocus
        maxLength={40}
        value={tag.name}
        onChange={({ target }) => setTag({ ...tag, name: target.value })}
      />
      <SelectField
        label={strings.color}
        value={tag.color}
        onChange={({ target }) => setTag({ ...tag, color: TagColor.parse(target.value) })}
      >
        {TagColor.options.map((color) => (
          <option key={color} value={color}>
            {strings.colors[color]}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
