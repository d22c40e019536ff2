import { type AssignmentRule, channelRules, ChannelType, Priority, type RuleAction } from '@duet/contracts';
import { useState } from 'react';
import { SelectField, TextField } from '../../../components/ui/field.tsx';
import { usePeople } from '../../../lib/people.ts';
import { useTags } from '../../../lib/tags.ts';
import { useTeamsPage } from '../api/documents.ts';
import { strings } from '../strings.ts';
import { ChipsField } from './chips-field.tsx';
import type { FormProps } from './entries-page.tsx';
import { FormDialog } from './form-dialog.tsx';

const LONGEST_NAME = 60;
const hours = ['any', 'in', 'out'] as const;
const actions = ['round_robin', 'team', 'agent'] as const;

/** Stand-in channels exist for tests and are not offered. */
const offeredChannels = ChannelType.options
  .filter((type) => type !== 'plain')
  .map((type) => [type, channelRules[type].label] as const);

/** When a rule holds, and who gets the ticket then. */
export function RuleForm({ entry, isNew, error, isSaving, onSave, onClose }: FormProps<AssignmentRule>) {
  const [rule, setRule] = useState(entry);
  const [words, setWords] = useState(entry.conditions.words.join(', '));
  const tags = useTags().data ?? [];
  const { conditions } = rule;
  const write = (part: Partial<AssignmentRule['conditions']>) =>
    setRule({ ...rule, conditions: { ...conditions, ...part } });

  return (
    <FormDialog
      title={isNew ? strings.addRule : strings.changeRule}
      isReady={rule.name.trim() !== '' && !isSaving}
      error={error}
      onSave={() => onSave(rule)}
      onClose={onClose}
    >
      <TextField
        label={strings.name}
        autoFocus
        maxLength={LONGEST_NAME}
        value={rule.name}
        onChange={({ target }) => setRule({ ...rule, name: target.value })}
      />
      <ChipsField
        label={strings.channels}
        none={strings.every}
        options={offeredChannels}
        chosen={conditions.channelTypes}
        onChange={(channelTypes) => write({ channelTypes })}
      />
      <ChipsField
        label={strings.priority}
        none={strings.every}
        options={Priority.options.map((one) => [one, strings.priorities[one]] as const)}
        chosen={conditions.priorities}
        onChange={(priorities) => write({ priorities })}
      />
      {tags.length > 0 && (
        <ChipsField
          label={strings.tags}
          none={strings.anyOrNone}
          options={tags.map(({ id, name }) => [id, name] as const)}
          chosen={conditions.tagIds}
          onChange={(tagIds) => write({ tagIds })}
        />
      )}
      <TextField
        label={strings.words}
        placeholder={strings.wordsHint}
        value={words}
        onChange={({ target }) => {
          setWords(target.value);
          write({ words: wordsOf(target.value) });
        }}
      />
      <SelectField
        label={strings.when}
        value={conditions.hours}
        onChange={({ target }) => write({ hours: hours.find((one) => one === target.value) ?? 'any' })}
      >
        {hours.map((one) => (
          <option key={one} value={one}>
            {strings.hoursOf[one]}
          </option>
        ))}
      </SelectField>
      <Aim action={rule.action} onChange={(action) => setRule({ ...rule, action })} />
    </FormDialog>
  );
}

const wordsOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

function Aim({ action, onChange }: { action: RuleAction; onChange: (action: RuleAction) => void }) {
  const people = usePeople().data ?? [];
  const teams = useTeamsPage().page.data?.content ?? [];
  const isAgent = action.type === 'agent';
  const chosen = isAgent ? action.personId : action.teamId;

  function change(type: RuleAction['type'], id: string) {
    onChange(type === 'agent' ? { type, personId: id } : { type, teamId: id });
  }
  function changeType(type: RuleAction['type']) {
    const isSameKind = (type === 'agent') === isAgent;
    const [first] = type === 'agent' ? people : teams;
    if (isSameKind) change(type, chosen);
    else if (first) change(type, first.id);
  }

  return (
    <div className="grid grid-cols-[3fr_2fr] items-end gap-2">
      <SelectField
        label={strings.givesTo}
        value={action.type}
        onChange={({ target }) => {
          const type = actions.find((one) => one === target.value);
          if (type) changeType(type);
        }}
      >
        {actions.map((type) => (
          <option key={type} value={type} disabled={type !== 'agent' && teams.length === 0}>
            {strings.actions[type]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={isAgent ? strings.person : strings.team}
        value={chosen}
        onChange={({ target }) => change(action.type, target.value)}
      >
        {(isAgent ? people : teams).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
