import { channelRules, ChannelType, newId, Priority, type SlaPolicy } from '@duet/contracts';
import { Timer } from 'lucide-react';
import { useState } from 'react';
import { CheckField, TextField } from '../../components/ui/field.tsx';
import { usePolicies } from './api/documents.ts';
import { ChipsField } from './components/chips-field.tsx';
import { DurationField } from './components/duration-field.tsx';
import { EntriesPage, type FormProps } from './components/entries-page.tsx';
import { FormDialog } from './components/form-dialog.tsx';
import { unitOf, units } from './durations.ts';
import { strings } from './strings.ts';

const LONGEST_NAME = 60;

const blank = (): SlaPolicy => ({
  id: newId(),
  name: '',
  isOn: true,
  priorities: [],
  channelTypes: [],
  firstReplyMinutes: 60,
  nextReplyMinutes: null,
  resolutionMinutes: null,
  inBusinessHours: true,
});

/** How soon tickets are answered and resolved. */
export function SlaPage() {
  return (
    <EntriesPage
      title={strings.sla}
      about={strings.aboutSla}
      add={strings.addPolicy}
      empty={strings.noPolicies}
      icon={<Timer size={28} />}
      document={usePolicies()}
      blank={blank}
      describe={summary}
      form={(form) => <PolicyForm key={form.entry.id} {...form} />}
    />
  );
}

const promises = [
  ['firstReplyMinutes', 'firstReply'],
  ['nextReplyMinutes', 'nextReply'],
  ['resolutionMinutes', 'resolution'],
] as const;

/** `First reply 1 h · Urgent · TikTok Feed · business hours`. */
function summary(policy: SlaPolicy): string {
  const times = promises.flatMap(([field, name]) => {
    const minutes = policy[field];
    return minutes === null ? [] : [`${strings.promises[name]} ${duration(minutes)}`];
  });
  return [
    ...(times.length > 0 ? times : [strings.noPromise]),
    ...policy.priorities.map((priority) => strings.priorities[priority]),
    ...policy.channelTypes.map((type) => channelRules[type].label),
    policy.inBusinessHours ? strings.inHours : strings.dayAndNight,
  ].join(' · ');
}

function duration(minutes: number): string {
  const unit = unitOf(minutes);
  return strings.duration[unit](minutes / units[unit]);
}

function PolicyForm({ entry, isNew, error, isSaving, onSave, onClose }: FormProps<SlaPolicy>) {
  const [policy, setPolicy] = useState(entry);
  const write = (part: Partial<SlaPolicy>) => setPolicy({ ...policy, ...part });
  return (
    <FormDialog
      title={isNew ? strings.addPolicy : strings.changePolicy}
      isReady={policy.name.trim() !== '' && !isSaving}
      error={error}
      onSave={() => onSave(policy)}
      onClose={onClose}
    >
      <TextField
        label={strings.name}
        autoFocus
        maxLength={LONGEST_NAME}
        value={policy.name}
        onChange={({ target }) => write({ name: target.value })}
      />
      {promises.map(([field, name]) => (
        <DurationField
          key={field}
          label={strings.promises[name]}
          minutes={policy[field]}
          onChange={(minutes) => write({ [field]: minutes })}
        />
      ))}
      <CheckField
        label={strings.onlyInHours}
        checked={policy.inBusinessHours}
        onChange={({ target }) => write({ inBusinessHours: target.checked })}
      />
      <ChipsField
        label={strings.priority}
        none={strings.every}
        options={Priority.options.map((one) => [one, strings.priorities[one]] as const)}
        chosen={policy.priorities}
        onChange={(priorities) => write({ priorities })}
      />
      <ChipsField
        label={strings.channels}
        none={strings.every}
        options={offeredChannels}
        chosen={policy.channelTypes}
        onChange={(channelTypes) => write({ channelTypes })}
      />
    </FormDialog>
  );
}

/** Stand-in channels exist for tests and are not offered. */
const offeredChannels = ChannelType.options
  .filter((type) => type !== 'plain')
  .map((type) => [type, channelRules[type].label] as const);
