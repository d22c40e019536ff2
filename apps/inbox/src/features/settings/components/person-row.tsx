import type { PersonView, Role } from '@duet/contracts';
import { Trash2 } from 'lucide-react';
import { toast } from 'sonner';
import { Avatar } from '../../../components/ui/avatar.tsx';
import { Badge } from '../../../components/ui/badge.tsx';
import { IconButton } from '../../../components/ui/button.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { absoluteTime, relativeTime } from '../../../lib/times.ts';
import { useChangeRole } from '../api/people.ts';
import { strings } from '../people-strings.ts';
import { RoleMenu, useMayChange } from './role-choice.tsx';

const UNDO_MS = 5_000;

/** A colleague: who it is, whether they are there, their role, and the way out. */
export function PersonRow({ person, now, onRemove }: { person: PersonView; now: number; onRemove: () => void }) {
  const viewer = useViewer();
  const isViewer = person.id === viewer.person.id;
  const mayChange = useMayChange(person.role);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line py-2.5">
      <Avatar name={person.name} url={null} />
      <div className="min-w-44 flex-1">
        <p className="flex min-w-0 items-center gap-2">
          <bdi className="min-w-0 truncate text-base font-medium">{person.name}</bdi>
          {isViewer && <Badge>{strings.you}</Badge>}
        </p>
        <bdi className="block truncate text-muted">{person.email}</bdi>
      </div>
      <Presence person={person} now={now} />
      {mayChange ? (
        <RoleChoice person={person} />
      ) : (
        <span className="w-40 px-2 text-muted">{strings.roles[person.role]}</span>
      )}
      <span className="w-8">
        {mayChange && !isViewer && (
          <IconButton label={strings.removePerson(person.name)} onClick={onRemove}>
            <Trash2 size={14} aria-hidden />
          </IconButton>
        )}
      </span>
    </li>
  );
}

function Presence({ person: { isOnline, lastSeenAt }, now }: { person: PersonView; now: number }) {
  if (isOnline) return <Badge tone="success">{strings.online}</Badge>;
  if (lastSeenAt === null) return <span className="text-muted">{strings.neverSeen}</span>;
  return (
    <time dateTime={lastSeenAt} title={absoluteTime(lastSeenAt)} className="text-muted">
      {strings.seen(relativeTime(lastSeenAt, now))}
    </time>
  );
}

function RoleChoice({ person }: { person: PersonView }) {
  const change = useChangeRole();
  const refuse = (error: Error) => void toast.error(sentenceOf(error));

  function choose(role: Role) {
    const before = person.role;
    const undo = {
      label: strings.undo,
      onClick: () => change.mutate({ id: person.id, role: before }, { onError: refuse }),
    };
    const onSuccess = () =>
      void toast(strings.roleChanged(person.name, strings.roles[role]), { action: undo, duration: UNDO_MS });
    change.mutate({ id: person.id, role }, { onSuccess, onError: refuse });
  }

  return <RoleMenu label={strings.roleOf(person.name)} role={person.role} onChange={choose} />;
}
