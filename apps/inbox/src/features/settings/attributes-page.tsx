import { ContactAttribute, newId } from '@duet/contracts';
import { IdCard } from 'lucide-react';
import { useState } from 'react';
import { SelectField, TextAreaField, TextField } from '../../components/ui/field.tsx';
import { type AttributeEntry, useAttributesPage } from './api/documents.ts';
import { attributeKey } from './attribute-key.ts';
import { EntriesPage, type FormProps } from './components/entries-page.tsx';
import { FormDialog } from './components/form-dialog.tsx';
import { strings } from './strings.ts';

const LONGEST_NAME = 60;

const kinds = ContactAttribute.shape.kind.options;

const blank = (): AttributeEntry => ({ id: newId(), key: '', name: '', kind: 'text', choices: [] });

/** What the workspace keeps of its customers, beside e-mail, phone and a note. */
export function AttributesPage() {
  const document = useAttributesPage();
  const taken = document.page.data?.content.map(({ key }) => key) ?? [];
  return (
    <EntriesPage
      title={strings.attributes}
      about={strings.aboutAttributes}
      add={strings.addAttribute}
      empty={strings.noAttributes}
      icon={<IdCard size={28} />}
      document={document}
      blank={blank}
      describe={({ kind, key, choices }) => (
        <>
          {strings.attributeKinds[kind]}
          {kind === 'choice' && <bdi>: {choices.join(', ')}</bdi>} · <code>{key}</code>
        </>
      )}
      form={(form) => <AttributeForm key={form.entry.id} taken={taken} {...form} />}
    />
  );
}

function AttributeForm(props: FormProps<AttributeEntry> & { taken: readonly string[] }) {
  const { entry, isNew, error, isSaving, onSave, onClose, taken } = props;
  const [attribute, setAttribute] = useState(entry);
  const [lines, setLines] = useState(entry.choices.join('\n'));
  const choices = [...new Set(lines.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
  const write = (part: Partial<AttributeEntry>) => setAttribute({ ...attribute, ...part });
  const isChoice = attribute.kind === 'choice';
  return (
    <FormDialog
      title={isNew ? strings.addAttribute : strings.changeAttribute}
      isReady={attribute.name.trim() !== '' && (!isChoice || choices.length > 0) && !isSaving}
      error={error}
      onSave={() =>
        onSave({
          ...attribute,
          key: isNew ? attributeKey(attribute.name, taken) : attribute.key,
          choices: isChoice ? choices : [],
        })
      }
      onClose={onClose}
    >
      <TextField
        label={strings.name}
        autoFocus
        maxLength={LONGEST_NAME}
        value={attribute.name}
        onChange={({ target }) => write({ name: target.value })}
      />
      <SelectField
        label={strings.attributeKind}
        disabled={!isNew}
        value={attribute.kind}
        onChange={({ target }) => write({ kind: ContactAttribute.shape.kind.parse(target.value) })}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {strings.attributeKinds[kind]}
          </option>
        ))}
      </SelectField>
      {isChoice && (
        <TextAreaField label={strings.choices} value={lines} onChange={({ target }) => setLines(target.value)} />
      )}
    </FormDialog>
  );
}
