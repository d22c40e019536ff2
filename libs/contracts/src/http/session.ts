import { z } from 'zod';
import { WorkspaceSettings } from '../capabilities/workspace-settings.ts';

/** A password that somebody chooses. */
export const NewPassword = z.string().min(8).max(200);

export const Credentials = z.object({ email: z.string().trim().toLowerCase().max(200), password: z.string().max(200) });

/** Who is signed in, for `GET /session`. */
export const SessionView = z.object({
  person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  workspace: z.object({
    id: z.uuid(),
    name: z.string(),
    plan: z.enum(['free', 'paid']),
    settings: WorkspaceSettings,
  }),
  role: z.enum(['owner', 'admin', 'supervisor', 'agent']),
  /** Where one plays a customer; null where TikTok is the real one. */
  phoneUrl: z.url().nullable(),
  serverTime: z.string(),
});
export type SessionView = z.infer<typeof SessionView>;

/** What the owner's one-time link is redeemed with. */
export const OwnerLink = z.object({ token: z.string().max(100), password: NewPassword });
