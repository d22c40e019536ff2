import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { mayRetry, Refused } from '../lib/http.ts';
import { keys } from '../lib/query-keys.ts';

const retry = (failures: number, error: Error) => failures < 2 && mayRetry(error);

/** The server no longer knows us: the login page takes over, drafts stay where they are. */
function signedOut(error: Error) {
  if (error instanceof Refused && error.code === 'unauthenticated') queryClient.setQueryData(keys.session, null);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: signedOut }),
  mutationCache: new MutationCache({ onError: signedOut }),
  defaultOptions: {
    queries: { retry, staleTime: 30_000, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry, retryDelay: 400, networkMode: 'always' },
  },
});
