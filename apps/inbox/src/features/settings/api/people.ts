import {
  InvitationView,
  MailView,
  type NewInvitation,
  type PersonView,
  type Removal,
  type RoleChange,
} from '@duet/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../../lib/http.ts';
import { keys } from '../../../lib/query-keys.ts';

const invitationsKey = ['settings', 'invitations'] as const;
const mailsKey = ['settings', 'mails'] as const;

const Invitations = z.object({ hasMailServer: z.boolean(), invitations: z.array(InvitationView) });
const Mails = z.object({ hasMailServer: z.boolean(), mails: z.array(MailView) });

/** Looked at again now and then: colleagues join while the page is open. */
const refetchInterval = 15_000;

export const useInvitations = () =>
  useQuery({
    queryKey: invitationsKey,
    queryFn: async ({ signal }) => Invitations.parse(await request('GET', '/invitations', { signal })),
    refetchInterval,
  });

export const useMails = () =>
  useQuery({
    queryKey: mailsKey,
    queryFn: async ({ signal }) => Mails.parse(await request('GET', '/mails', { signal })),
    refetchInterval,
  });

/** Whatever was changed, the lists of people, invitations and mails are read again. */
function useChange<Input>(change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all(
        [keys.people, keys.availability, invitationsKey, mailsKey].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

export const useInvite = () =>
  useChange((body: z.input<typeof NewInvitation>) => request('POST', '/invitations', { body }));

export const useResend = () => useChange(({ id }: InvitationView) => request('POST', `/invitations/${id}/resend`));

export const useWithdraw = () => useChange(({ id }: InvitationView) => request('POST', `/invitations/${id}/withdraw`));

/** The new role stands in the list at once, and goes back where the server refuses. */
export function useChangeRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: z.input<typeof RoleChange>) => request('POST', `/people/${id}/role`, { body: { role } }),
    onMutate: ({ id, role }) =>
      client.setQueryData<PersonView[]>(keys.people, (people) =>
        people?.map((person) => (person.id === id ? { ...person, role } : person)),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.people }),
  });
}

export const useRemovePerson = () =>
  useChange(({ id, to }: z.input<typeof Removal>) => request('POST', `/people/${id}/remove`, { body: { to } }));
