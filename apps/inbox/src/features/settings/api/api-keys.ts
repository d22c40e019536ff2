import { Role } from '@duet/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../../lib/http.ts';

const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  prefix: z.string(),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

const queryKey = ['settings', 'api-keys'] as const;

/** Those that work, newest first, and then those that were revoked. */
export const useApiKeys = () =>
  useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      z.object({ apiKeys: z.array(ApiKey) }).parse(await request('GET', '/api-keys', { signal })).apiKeys,
    select: (all) => all.toSorted((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null)),
  });

/** Its answer is the only one in which the key itself stands. */
export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { name: string; role: Role }) =>
      ApiKey.extend({ apiKey: z.string() }).parse(await request('POST', '/api-keys', { body })),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: ApiKey) => request('POST', `/api-keys/${id}/revoke`),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
