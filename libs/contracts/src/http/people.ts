import { z } from 'zod';
import { Role } from '../actor.ts';
import { Handover } from '../handover.ts';
import { NewPassword } from './session.ts';

export const Email = z.string().trim().toLowerCase().pipe(z.email().max(200));
export const PersonName = z.string().trim().min(1).max(80);

/** Languages in which mails are written. */
export const MailLanguage = z.enum(['en', 'ru']);
export type MailLanguage = z.infer<typeof MailLanguage>;

/** Somebody of the workspace; those who left are not active. */
export const PersonView = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: Role,
  active: z.boolean(),
  isOnline: z.boolean(),
  /** Null: never. */
  lastSeenAt: z.string().nullable(),
});
export type PersonView = z.infer<typeof PersonView>;

export const RoleChange = z.object({ id: z.uuid(), role: Role });

export const Removal = z.object({ id: z.uuid(), to: Handover });

export const NewInvitation = z.object({ email: Email, role: Role, language: MailLanguage.default('en') });

export const InvitationView = z.object({
  id: z.uuid(),
  email: z.string(),
  role: Role,
  invitedBy: z.string(),
  invitedAt: z.string(),
  expiresAt: z.string(),
});
export type InvitationView = z.infer<typeof InvitationView>;

/** What the link of an invitation leads to. */
export const InvitationOffer = z.object({
  email: z.string(),
  workspace: z.string(),
  role: Role,
  invitedBy: z.string(),
  /** Whether this e-mail has a password here already: then that one is asked for, and no name. */
  isKnown: z.boolean(),
});
export type InvitationOffer = z.infer<typeof InvitationOffer>;

export const InvitationToken = z.object({ token: z.string().max(100) });

/** How an invitation is taken. Somebody who is known here keeps the name, and proves to be that person by the password. */
export const JoiningProof = InvitationToken.extend({ name: PersonName.optional(), password: NewPassword });
export type JoiningProof = z.input<typeof JoiningProof>;

/** Somebody forgot the password. An address that is none gets the same answer as one that nobody has. */
export const ResetRequest = z.object({
  email: z.string().trim().toLowerCase().max(200),
  language: MailLanguage.default('en'),
});

export const NewName = z.object({ name: PersonName });

export const PasswordChange = z.object({ current: z.string().max(200), password: NewPassword });

/** A mail of ours, on its way or kept because no mail server is set. */
export const MailView = z.object({
  id: z.uuid(),
  to: z.string(),
  subject: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  status: z.enum(['waiting', 'sent', 'failed']),
  attempts: z.number().int(),
  sentAt: z.string().nullable(),
  /** What the mail server said last. */
  failure: z.string().nullable(),
  /** The text and its link, for owners where no mail server is set; otherwise null. */
  letter: z.object({ text: z.string(), link: z.string() }).nullable(),
});
export type MailView = z.infer<typeof MailView>;
