import { ContactFind, ContactMerge, ContactUnmerge, type CustomerView } from '@duet/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ask } from '../../../lib/ask.ts';
import { contactName } from '../../../lib/contact-name.ts';
import { sentenceOf } from '../../../lib/http.ts';
import { newIntent } from '../../../lib/intent.ts';
import { keys } from '../../../lib/query-keys.ts';
import { strings } from '../strings.ts';

const UNDO_MS = 5_000;

/** Contacts who are called so. */
export const useFound = (q: string) =>
  useQuery({
    queryKey: ['contacts', q],
    queryFn: async ({ signal }) => (await ask(ContactFind, { q }, { signal })).contacts,
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  });

export interface Wish {
  readonly other: CustomerView['contacts'][number];
  readonly together: boolean;
}

/** Merges a contact into the customer, or takes one out; each is said, with its way back. */
export function useMerging(contactId: string, customerId: string) {
  const client = useQueryClient();
  const merging = useMutation({
    scope: { id: `merge ${customerId}` },
    mutationFn: ({ other, together }: Wish) =>
      ask(together ? ContactMerge : ContactUnmerge, { id: customerId, otherId: other.id }, { intent: newIntent() }),
    onSuccess: (customer, { other, together }) => {
      client.setQueryData<CustomerView>(keys.customer(contactId), customer);
      void client.invalidateQueries({ queryKey: keys.history(contactId) });
      void client.invalidateQueries({ queryKey: keys.customer(other.id) });
      void client.invalidateQueries({ queryKey: ['contacts'] });
      toast((together ? strings.merged : strings.takenApart)(contactName(other)), {
        action: { label: strings.undo, onClick: () => merging.mutate({ other, together: !together }, refused) },
        duration: UNDO_MS,
      });
    },
  });
  return merging;
}

export const refused = { onError: (error: Error) => void toast.error(sentenceOf(error)) };
