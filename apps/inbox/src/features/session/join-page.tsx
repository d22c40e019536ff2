import type { InvitationOffer } from '@duet/contracts';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/ui/button.tsx';
import { FailureNotice } from '../../components/ui/failure-notice.tsx';
import { TextField } from '../../components/ui/field.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { useJoin, useOffer } from './api/session.ts';
import { Doorway } from './components/doorway.tsx';
import { strings } from './strings.ts';

/** Where the link of an invitation leads; its token stands behind the #, which no server sees. */
export function JoinPage() {
  const token = window.location.hash.slice(1);
  const offer = useOffer(token);
  const navigate = useNavigate();
  if (offer.data) return <Join token={token} offer={offer.data} />;
  return (
    <Doorway title={strings.join}>
      {offer.isError ? (
        <>
          <FailureNotice sentence={sentenceOf(offer.error)} />
          <Button onClick={() => void navigate('/inbox')}>{strings.backToSignIn}</Button>
        </>
      ) : (
        <p>{strings.looking}</p>
      )}
    </Doorway>
  );
}

function Join({ token, offer }: { token: string; offer: InvitationOffer }) {
  const join = useJoin();
  const navigate = useNavigate();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = offer.isKnown ? {} : { name: String(form.get('name')) };
    const proof = { token, ...name, password: String(form.get('password')) };
    join.mutate(proof, { onSuccess: () => void navigate('/inbox', { replace: true }) });
  }

  return (
    <Doorway title={strings.joinWorkspace(offer.workspace)} onSubmit={submit}>
      <p className="text-pretty text-muted">
        {strings.invitedAs(offer.invitedBy, strings.roles[offer.role])} {offer.isKnown && strings.isKnown}
      </p>
      <TextField
        label={strings.email}
        type="email"
        autoComplete="username"
        value={offer.email}
        readOnly
        className="bg-sunken"
      />
      {!offer.isKnown && (
        <TextField label={strings.name} name="name" autoComplete="name" maxLength={80} required autoFocus />
      )}
      <TextField
        label={offer.isKnown ? strings.password : strings.newPassword}
        name="password"
        type="password"
        autoComplete={offer.isKnown ? 'current-password' : 'new-password'}
        minLength={8}
        required
      />
      {join.isError && <FailureNotice sentence={sentenceOf(join.error)} />}
      <Button type="submit" look="primary" className="h-9" disabled={join.isPending}>
        {join.isPending ? strings.signingIn : strings.joinNow}
      </Button>
    </Doorway>
  );
}
