import { Role } from '@duet/contracts';
import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { SelectField, TextField } from '../../../components/ui/field.tsx';
import { useCreateApiKey } from '../api/api-keys.ts';
import { strings } from '../account-strings.ts';
import { strings as peopleStrings } from '../people-strings.ts';
import { FormDialog } from './form-dialog.tsx';
import { RoleOptions } from './role-choice.tsx';

/** Makes a key, and shows it this once. */
export function ApiKeyForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const create = useCreateApiKey();
  if (create.data) return <Made apiKey={create.data.apiKey} onClose={onClose} />;
  return (
    <FormDialog
      title={strings.newApiKey}
      action={strings.makeKey}
      isReady={name.trim() !== '' && !create.isPending}
      error={create.error}
      onSave={() => create.mutate({ name, role })}
      onClose={onClose}
    >
      <TextField
        label={strings.keyName}
        autoFocus
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <SelectField label={peopleStrings.role} value={role} onChange={({ target }) => setRole(Role.parse(target.value))}>
        <RoleOptions />
      </SelectField>
    </FormDialog>
  );
}

const Made = ({ apiKey, onClose }: { apiKey: string; onClose: () => void }) => (
  <Dialog open onClose={onClose} title={strings.keyMade} description={strings.shownOnce}>
    <TextField
      label={strings.apiKey}
      readOnly
      autoFocus
      value={apiKey}
      className="bg-sunken! font-mono"
      onFocus={({ target }) => target.select()}
    />
    <div className="mt-4 flex justify-end gap-2">
      {window.isSecureContext && (
        <Button onClick={() => void navigator.clipboard.writeText(apiKey)}>{strings.copyKey}</Button>
      )}
      <Button look="primary" onClick={onClose}>
        {strings.keyKept}
      </Button>
    </div>
  </Dialog>
);
