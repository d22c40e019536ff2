import { type Credentials, InvitationOffer, type JoiningProof, type OwnerLink, SessionView } from '@duet/contracts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { Refused, request } from '../../../lib/http.ts';
import { language } from '../../../lib/language.ts';
import { keys } from '../../../lib/query-keys.ts';
import { serverClock } from '../../../lib/server-clock.ts';

/** Asked again each minute: it also carries the server's time. */
const refreshMs = 60_000;

function signedIn(answer: unknown): SessionView {
  const session = SessionView.parse(answer);
  serverClock.learn(session.serverTime);
  return session;
}

/** Who is signed in, or null. */
const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: ({ signal }): Promise<SessionView | null> =>
    request('GET', '/session', { signal }).then(signedIn, (error: unknown) => {
      if (error instanceof Refused && error.status === 401) return null;
      throw error;
    }),
  staleTime: refreshMs,
  refetchInterval: ({ state }) => (state.data ? refreshMs : false),
  refetchOnWindowFocus: 'always',
});

export const useSession = () => useQuery(sessionQuery);

export const useSignIn = () => useEntry<z.input<typeof Credentials>>('/session');

export const useOwnerLink = () => useEntry<z.input<typeof OwnerLink>>('/session/owner-link');

export const useJoin = () => useEntry<JoiningProof>('/session/invitation');

/** Asks for a link by which to choose another password. */
export const useAskForPassword = () =>
  useMutation({
    mutationFn: (email: string) => request('POST', '/session/reset', { body: { email, language: language() } }),
  });

/** What the link of an invitation leads to. */
export const useOffer = (token: string) =>
  useQuery({
    queryKey: ['offer', token],
    queryFn: async ({ signal }) =>
      InvitationOffer.parse(await request('POST', '/session/invitation/look', { body: { token }, signal })),
    retry: false,
    staleTime: Infinity,
  });

/** Each way in replaces what an earlier person saw. */
function useEntry<Proof extends object>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (proof: Proof) => signedIn(await request('POST', path, { body: proof })),
    onSuccess: (session) => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
      client.setQueryData(keys.session, session);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request('DELETE', '/session'),
    onSuccess: () => {
      client.clear();
      client.setQueryData(keys.session, null);
    },
  });
}
