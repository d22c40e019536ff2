import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/ui/button.tsx';
import { FailureNotice } from '../../components/ui/failure-notice.tsx';
import { TextField } from '../../components/ui/field.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { useOwnerLink } from './api/session.ts';
import { strings } from './strings.ts';

/** Where an owner's one-time link leads; its token stands behind the #. */
export function WelcomePage() {
  const link = useOwnerLink();
  const navigate = useNavigate();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    const token = window.location.hash.slice(1);
    link.mutate({ token, password }, { onSuccess: () => void navigate('/integrations', { replace: true }) });
  }

  return (
    <main className="flex min-h-full items-center justify-center bg-canvas p-6">
      <form onSubmit={submit} className="flex w-full max-w-80 flex-col gap-5">
        <div className="flex items-center gap-3">
          <img src="/icon.svg" alt="" width={32} height={32} />
          <h1 className="text-lg font-semibold">{strings.welcome}</h1>
        </div>
        <TextField
          label={strings.newPassword}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={8}
          required
          autoFocus
        />
        {link.isError && <FailureNotice sentence={sentenceOf(link.error)} />}
        <Button type="submit" look="primary" className="h-9" disabled={link.isPending}>
          {link.isPending ? strings.signingIn : strings.setPassword}
        </Button>
      </form>
    </main>
  );
}
