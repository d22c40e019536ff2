import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/ui/button.tsx';
import { FailureNotice } from '../../components/ui/failure-notice.tsx';
import { TextField } from '../../components/ui/field.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { useOwnerLink } from './api/session.ts';
import { Doorway } from './components/doorway.tsx';
import { strings } from './strings.ts';

/** Where an owner's one-time link leads. */
export const WelcomePage = () => <ChoosePassword title={strings.welcome} next="/integrations" />;

/** Where the link leads that somebody asked for who forgot the password. */
export const ResetPage = () => <ChoosePassword title={strings.chooseAnother} next="/inbox" />;

/** The token of the link stands behind the #. */
function ChoosePassword({ title, next }: { title: string; next: string }) {
  const link = useOwnerLink();
  const navigate = useNavigate();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    const token = window.location.hash.slice(1);
    link.mutate({ token, password }, { onSuccess: () => void navigate(next, { replace: true }) });
  }

  return (
    <Doorway title={title} onSubmit={submit}>
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
    </Doorway>
  );
}
