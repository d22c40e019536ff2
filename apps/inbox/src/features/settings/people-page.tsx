import type { PersonView } from '@duet/contracts';
import { Mail } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../components/ui/button.tsx';
import { useNow } from '../../lib/use-now.ts';
import { useWhoIsThere } from '../../lib/people.ts';
import { useInvitations } from './api/people.ts';
import { InvitationRow } from './components/invitation-row.tsx';
import { InviteForm } from './components/invite-form.tsx';
import { Page } from '../../components/page.tsx';
import { PersonRow } from './components/person-row.tsx';
import { RemovalForm } from './components/removal-form.tsx';
import { strings } from './people-strings.ts';

/** Who works here, who is invited, and what each may do. */
export function PeoplePage() {
  const people = useWhoIsThere();
  const invitations = useInvitations();
  const [isInviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<PersonView | null>(null);
  const now = useNow();
  const open = invitations.data?.invitations ?? [];
  return (
    <Page
      title={strings.people}
      about={strings.aboutPeople}
      error={people.error ?? invitations.error}
      action={
        <Button look="primary" onClick={() => setInviting(true)}>
          {strings.invite}
        </Button>
      }
    >
      {invitations.data?.hasMailServer === false && <NoMailServer />}
      {open.length > 0 && (
        <section aria-label={strings.invitations} className="mb-6">
          <h2 className="mb-1.5 font-semibold">{strings.invitations}</h2>
          <ul>
            {open.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                isExpired={Date.parse(invitation.expiresAt) <= now}
                hasMailServer={invitations.data?.hasMailServer ?? true}
              />
            ))}
          </ul>
        </section>
      )}
      <ul aria-label={strings.here}>
        {people.data?.map((person) => (
          <PersonRow key={person.id} person={person} now={now} onRemove={() => setLeaving(person)} />
        ))}
      </ul>
      {isInviting && <InviteForm onClose={() => setInviting(false)} />}
      {leaving && <RemovalForm person={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

const NoMailServer = () => (
  <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-sunken px-3 py-2">
    <Mail size={16} aria-hidden className="shrink-0 text-muted" />
    <span className="min-w-0 flex-1 text-pretty">{strings.noMailServer}</span>
    <Link to="/settings/outbox" className="font-medium text-accent hover:underline">
      {strings.goToOutbox}
    </Link>
  </p>
);
