import { Email, MailLanguage, Role } from '@duet/contracts';
import { useState } from 'react';
import { toast } from 'sonner';
import { SelectField, TextField } from '../../../components/ui/field.tsx';
import { language } from '../../../lib/language.ts';
import { useInvitations, useInvite } from '../api/people.ts';
import { strings } from '../people-strings.ts';
import { FormDialog } from './form-dialog.tsx';
import { RoleOptions } from './role-choice.tsx';

/** Whom to invite, as what. */
export function InviteForm({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [spoken, setSpoken] = useState<MailLanguage>(language());
  const invite = useInvite();
  const hasMailServer = useInvitations().data?.hasMailServer;

  function save() {
    const onSuccess = () => {
      void toast(hasMailServer ? strings.sentTo(email) : strings.keptFor(email));
      onClose();
    };
    invite.mutate({ email, role, language: spoken }, { onSuccess });
  }

  return (
    <FormDialog
      title={strings.inviteSomebody}
      action={strings.sendInvitation}
      isReady={Email.safeParse(email).success && !invite.isPending}
      error={invite.error}
      onSave={save}
      onClose={onClose}
    >
      <TextField
        label={strings.email}
        type="email"
        autoComplete="off"
        autoFocus
        maxLength={200}
        value={email}
        onChange={({ target }) => setEmail(target.value)}
      />
      <SelectField label={strings.role} value={role} onChange={({ target }) => setRole(Role.parse(target.value))}>
        <RoleOptions />
      </SelectField>
      <SelectField
        label={strings.mailLanguage}
        value={spoken}
        onChange={({ target }) => setSpoken(MailLanguage.parse(target.value))}
      >
        {MailLanguage.options.map((one) => (
          <option key={one} value={one}>
            {strings.languages[one]}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
