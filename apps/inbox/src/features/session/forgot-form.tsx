import type { FormEvent } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { FailureNotice } from '../../components/ui/failure-notice.tsx';
import { TextField } from '../../components/ui/field.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { useAskForPassword } from './api/session.ts';
import { Doorway } from './components/doorway.tsx';
import { strings } from './strings.ts';

/** Asks for a link to the mailbox of whoever forgot the password. */
export function ForgotForm({ onBack }: { onBack: () => void }) {
  const ask = useAskForPassword();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    ask.mutate(String(new FormData(event.currentTarget).get('email')));
  }

  return (
    <Doorway title={strings.forgotten} onSubmit={submit}>
      {ask.isSuccess ? (
        <p role="status" className="text-pretty">
          {strings.linkSent}
        </p>
      ) : (
        <>
          <p className="text-pretty text-muted">{strings.aboutForgotten}</p>
          <TextField label={strings.email} name="email" type="email" autoComplete="username" required autoFocus />
          {ask.isError && <FailureNotice sentence={sentenceOf(ask.error)} />}
          <Button type="submit" look="primary" className="h-9" disabled={ask.isPending}>
            {strings.sendLink}
          </Button>
        </>
      )}
      <Button look="quiet" onClick={onBack}>
        {strings.backToSignIn}
      </Button>
    </Doorway>
  );
}
