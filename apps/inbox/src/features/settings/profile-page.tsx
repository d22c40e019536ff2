import type { FormEvent } from 'react';
import { toast } from 'sonner';
import { Button } from '../../components/ui/button.tsx';
import { FailureNotice } from '../../components/ui/failure-notice.tsx';
import { TextField } from '../../components/ui/field.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { useViewer } from '../../lib/session-context.ts';
import { useChangePassword, useRename, useSignOutEverywhere } from './api/profile.ts';
import { Page } from '../../components/page.tsx';
import { NameForm } from './components/name-form.tsx';
import { strings } from './account-strings.ts';

/** What is one's own: name, password and sessions. */
export function ProfilePage() {
  const { person } = useViewer();
  const rename = useRename();
  const signOut = useSignOutEverywhere();
  return (
    <Page title={strings.profile} about={strings.aboutProfile} error={signOut.error}>
      <div className="flex max-w-96 flex-col gap-8">
        <NameForm
          name={person.name}
          rename={rename}
          words={{ name: strings.name, save: strings.saveName, saved: strings.nameSaved }}
          autoComplete="name"
        >
          <TextField
            label={strings.email}
            type="email"
            value={person.email}
            readOnly
            className="w-96! max-w-full bg-sunken! text-muted"
          />
        </NameForm>
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
