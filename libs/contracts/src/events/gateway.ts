import { z } from 'zod';
import { Actor, Role } from '../actor.ts';
import { WorkspaceSettings } from '../capabilities/workspace-settings.ts';
import { defineEvent } from '../define.ts';
import { Handover } from '../handover.ts';

/** A person joined a workspace, got another role or name, or left. */
export const PersonChanged = defineEvent(
  'gateway.person.changed',
  z.object({
    personId: z.uuid(),
    name: z.string(),
    role: Role,
    active: z.boolean(),
    version: z.number().int(),
  }),
  (data) => data.personId,
);

/** Somebody was taken out of a workspace. Tickets go to nobody where the one who was chosen has gone as well. */
export const PersonRemoved = defineEvent(
  'gateway.person.removed',
  z.object({ personId: z.uuid(), by: Actor, to: Handover }),
  (data) => data.personId,
);

/** A person of the workspace opened the inbox somewhere, or the last page of theirs has been closed for a while. */
export const PresenceChanged = defineEvent(
  'gateway.presence.changed',
  z.object({ personId: z.uuid(), isOnline: z.boolean(), version: z.number().int() }),
  (data) => data.personId,
);

/** A workspace was made, renamed, or changed its plan or its settings. */
export const WorkspaceChanged = defineEvent(
  'gateway.workspace.changed',
  z.object({
    name: z.string(),
    plan: z.enum(['free', 'paid']),
    settings: WorkspaceSettings.optional(),
    version: z.number().int(),
  }),
  (data) => data.name,
);
