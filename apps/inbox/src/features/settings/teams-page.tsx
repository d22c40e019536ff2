import { newId, type Team } from '@duet/contracts';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { TextField } from '../../components/ui/field.tsx';
import { usePeople } from '../../lib/people.ts';
import { useTeamsPage } from './api/documents.ts';
import { ChipsField } from './components/chips-field.tsx';
import { EntriesPage, type FormProps } from './components/entries-page.tsx';
import { FormDialog } from './components/form-dialog.tsx';
import { strings } from './strings.ts';

const LONGEST_NAME = 60;

const blank = (): Team => ({ id: newId(), name: '', memberIds: [], mostOpen: 10, takeBackMinutes: 0 });

/** Groups of people, and how many open tickets each member is given. */
export function TeamsPage() {
  const document = useTeamsPage();
  const people = usePeople().data ?? [];
  const names = ({ memberIds }: Team) => people.filter(({ id }) => memberIds.includes(id)).map(({ name }) => name);
  return (
    <EntriesPage
      title={strings.teams}
      about={strings.aboutTeams}
      add={strings.addTeam}
      empty={strings.noTeams}
      icon={<Users size={28} />}
      document={document}
      isOrdered={false}
      blank={blank}
      describe={(team) => (
        <>
          <bdi>{names(team).join(', ') || strings.noMembers}</bdi>
          {team.mostOpen !== null && <> · {strings.mostOpenEach(team.mostOpen)}</>}
          {team.takeBackMinutes > 0 && <> · {strings.takenBackAfter(team.takeBackMinutes)}</>}
        </>
      )}
      form={(form) => <TeamForm key={form.entry.id} {...form} />}
    />
  );
}

function TeamForm({ entry, isNew, error, isSaving, onSave, onClose }: FormProps<Team>) {
  const [team, setTeam] = useState(entry);
  const people = usePeople().data ?? [];
  const write = (part: Partial<Team>) => setTeam({ ...team, ...part });
  return (
    <FormDialog
      title={isNew ? strings.addTeam : strings.changeTeam}
      isReady={team.name.trim() !== '' && !isSaving}
      error={error}
      onSave={() => onSave(team)}
      onClose={onClose}
    >
      <TextField
        label={strings.name}
        autoFocus
        maxLength={LONGEST_NAME}
        value={team.name}
        onChange={({ target }) => write({ name: target.value })}
      />
      <ChipsField
        label={strings.members}
        none={strings.noMembers}
        options={people.map(({ id, name }) => [id, name] as const)}
        chosen={team.memberIds}
        onChange={(memberIds) => write({ memberIds })}
      />
      <TextField
        label={strings.mostOpen}
        placeholder={strings.anyNumber}
        type="number"
        inputMode="numeric"
        min={1}
        max={1_000}
        value={team.mostOpen ?? ''}
        onChange={({ target }) => write({ mostOpen: target.value === '' ? null : Math.round(Number(target.value)) })}
      />
      <TextField
        label={strings.takeBack}
        placeholder={strings.never}
        type="number"
        inputMode="numeric"
        min={0}
        max={1_440}
        value={team.takeBackMinutes || ''}
        onChange={({ target }) => write({ takeBackMinutes: Math.round(Number(target.value)) })}
      />
    </FormDialog>
  );
}
