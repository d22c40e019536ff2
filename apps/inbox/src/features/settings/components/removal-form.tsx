import type { Handover, PersonView } from '@duet/contracts';
import { useState } from 'react';
import { toast } from 'sonner';
import { SelectField } from '../../../components/ui/field.tsx';
import { useAvailability, useTeams } from '../../../lib/availability.ts';
import { usePeople } from '../../../lib/people.ts';
import { useRemovePerson } from '../api/people.ts';
import { strings } from '../people-strings.ts';
import { FormDialog } from './form-dialog.tsx';

const nobody: Handover = { kind: 'nobody' };

/** Somebody leaves: into whose hands their tickets go. */
export function RemovalForm({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const [to, setTo] = useState<Handover>(nobody);
  const teams = useTeams().data ?? [];
  const colleagues = (usePeople().data ?? []).filter(({ id }) => id !== person.id);
  const open = useAvailability().data?.find(({ personId }) => personId === person.id)?.open;
  const remove = useRemovePerson();
  const choices = new Map<string, Handover>([
    ['nobody', nobody],
    ...[
      ...teams.map(({ id }) => ({ kind: 'team', id }) as const),
      ...colleagues.map(({ id }) => ({ kind: 'person', id }) as const),
    ].map((choice): [string, Handover] => [choice.id, choice]),
  ]);

  function leave() {
    const onSuccess = () => {
      void toast(strings.removed(person.name));
      onClose();
    };
    remove.mutate({ id: person.id, to }, { onSuccess });
  }

  return (
    <FormDialog
      title={strings.removePerson(person.name)}
      action={strings.remove}
      isDangerous
      isReady={!remove.isPending}
      error={remove.error}
      onSave={leave}
      onClose={onClose}
    >
      <p className="text-pretty text-muted">{strings.removing}</p>
      <SelectField
        label={open ? strings.openTickets(open) : strings.anyTickets}
        autoFocus
        value={to.kind === 'nobody' ? to.kind : to.id}
        onChange={({ target }) => setTo(choices.get(target.value) ?? nobody)}
      >
        <option value="nobody">{strings.nobody}</option>
        {teams.length > 0 && (
          <optgroup label={strings.teams}>
            {teams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={strings.colleagues}>
          {colleagues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      </SelectField>
    </FormDialog>
  );
}
