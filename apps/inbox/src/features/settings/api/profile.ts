import type { NewName, PasswordChange } from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../lib/http.ts';
import { keys } from '../../../lib/query-keys.ts';

export function useRename() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof NewName>) => request('POST', '/profile', { body }),
    onSuccess: () => Promise.all([keys.session, keys.people].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useChangePassword = () =>
  useMutation({
    mutationFn: (body: z.input<typeof PasswordChange>) => request('POST', '/profile/password', { body }),
  });

/** This browser is out as well: the login comes by itself. */
export function useSignOutEverywhere() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request('POST', '/profile/sign-out'),
    onSuccess: () => {
      client.clear();
      client.setQueryData(keys.session, null);
    },
  });
}
