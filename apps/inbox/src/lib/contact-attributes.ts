import { ContactAttributesGet } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { keys } from './query-keys.ts';

/** What the workspace keeps of its customers. */
export const useContactAttributes = () =>
  useQuery({
    queryKey: keys.contactAttributes,
    queryFn: async ({ signal }) => (await ask(ContactAttributesGet, {}, { signal })).attributes,
    staleTime: 60_000,
  });
