import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../../components/ui/button.tsx';
import { FailureNotice } from '../../components/ui/failure-notice.tsx';
import { TextField } from '../../components/ui/field.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { useViewer } from '../../lib/session-context.ts';
import { useChangePassword, useRename, useSignOutEverywhere } from './api/profile.ts';
import { Page } from '../../components/page.tsx';
import { strings } from './account-strings.ts';

/** What is one's own: name, password and sessions. */
export function ProfilePage() {
  const signOut = useSignOutEverywhere();
  return (
    <Page title={strings.profile} about={strings.aboutProfile} error={signOut.error}>
      <div className="flex max-w-96 flex-col gap-8">
        <NameForm />
        <PasswordForm />
        <section className="flex flex-col items-start gap-2">
          <h2 className="font-semibold">{strings.sessions}</h2>
          <p className="text-pretty text-muted">{strings.aboutSessions}</p>
          <Button disabled={signOut.isPending} onClick={() => signOut.mutate()}>
            {strings.signOutEverywhere}
          </Button>
        </section>
      </div>
    </Page>
  );
}

function NameForm() {
  const { person } = useViewer();
  const [name, setName] = useState(person.name);
  const rename = useRename();
  const isReady = name.trim() !== '' && name.trim() !== person.name && !rename.isPending;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady) rename.mutate({ name }, { onSuccess: () => void toast(strings.nameSaved) });
  }

  return (
    <form onSubmit={submit} className="flex flex-col items-start gap-3">
      <TextField
        label={strings.email}
        type="email"
        value={person.email}
        readOnly
        className="w-96! max-w-full bg-sunken! text-muted"
      />
      <TextField
        label={strings.name}
        autoComplete="name"
        maxLength={80}
        className="w-96! max-w-full"
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      {rename.isError && <FailureNotice sentence={sentenceOf(rename.error)} />}
      <Button type="submit" look="primary" disabled={!isReady}>
        {strings.saveName}
      </Button>
    </form>
  );
}

function PasswordForm() {
  const change = useChangePassword();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const wanted = { current: String(fields.get('current')), password: String(fields.get('password')) };
    const onSuccess = () => {
      form.reset();
      void toast(strings.passwordSaved);
    };
    change.mutate(wanted, { onSuccess });
  }

  return (
    <form onSubmit={submit} className="flex flex-col items-start gap-3">
      <h2 className="font-semibold">{strings.password}</h2>
      <TextField
        label={strings.currentPassword}
        name="current"
        type="password"
        autoComplete="current-password"
        className="w-96! max-w-full"
        required
      />
      <TextField
        label={strings.newPassword}
        name="password"
        type="password"
        autoComplete="new-password"
        className="w-96! max-w-full"
        minLength={8}
        required
      />
      {change.isError && <FailureNotice sentence={sentenceOf(change.error)} />}
      <Button type="submit" look="primary" disabled={change.isPending}>
        {strings.changePassword}
      </Button>
    </form>
  );
}
