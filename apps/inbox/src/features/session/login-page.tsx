import { type FormEvent, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { FailureNotice } from '../../components/ui/failure-notice.tsx';
import { TextField } from '../../components/ui/field.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { useSignIn } from './api/session.ts';
import { Doorway } from './components/doorway.tsx';
import { ForgotForm } from './forgot-form.tsx';
import { strings } from './strings.ts';

export function LoginPage() {
  const signIn = useSignIn();
  const [hasForgotten, setForgotten] = useState(false);
  if (hasForgotten) return <ForgotForm onBack={() => setForgotten(false)} />;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')), password: String(form.get('password')) });
  }

  return (
    <Doorway title={strings.title} onSubmit={submit}>
      <TextField label={strings.email} name="email" type="email" autoComplete="username" required autoFocus />
      <TextField
        label={strings.password}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        aria-invalid={signIn.isError || undefined}
      />
      {signIn.isError && <FailureNotice sentence={sentenceOf(signIn.error)} />}
      <Button type="submit" look="primary" className="h-9" disabled={signIn.isPending}>
        {signIn.isPending ? strings.signingIn : strings.signIn}
      </Button>
      <Button look="quiet" onClick={() => setForgotten(true)}>
        {strings.forgot}
      </Button>
    </Doorway>
  );
}
