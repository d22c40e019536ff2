import { type AttributeValue, ContactDescribe, ContactGet, type CustomerView, TicketList } from '@duet/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ask } from '../../../lib/ask.ts';
import { sentenceOf } from '../../../lib/http.ts';
import { newIntent, type Intent } from '../../../lib/intent.ts';
import { firstPage, ticketsOf } from '../../../lib/live-patches.ts';
import { keys } from '../../../lib/query-keys.ts';

const HISTORY_PAGE = 10;

/** The customer whom a contact belongs to; live updates keep it current. */
export const useCustomer = (contactId: string) =>
  useQuery({
    queryKey: keys.customer(contactId),
    queryFn: ({ signal }) => ask(ContactGet, { id: contactId }, { signal }),
    staleTime: Infinity,
  });

/** Every ticket of the customer, on all channels, the newest first. */
export const useHistory = (contactId: string) =>
  useInfiniteQuery({
    queryKey: keys.history(contactId),
    queryFn: ({ pageParam: cursor, signal }) => ask(TicketList, { contactId, cursor, limit: HISTORY_PAGE }, { signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: Infinity,
    select: ticketsOf,
  });

interface Change extends Intent {
  readonly key: string;
  /** Null: taken away. */
  readonly value: AttributeValue | null;
}

/** Sets one attribute: shown at once, with a way back; after a refusal it stands as it did. */
export function useDescribe(contactId: string) {
  const client = useQueryClient();
  const queryKey = keys.customer(contactId);
  const held = () => client.getQueryData<CustomerView>(queryKey);
  const show = ({ key, value }: Omit<Change, 'intent'>) =>
    client.setQueryData<CustomerView>(queryKey, (customer) => customer && withAttribute(customer, key, value));
  return useMutation({
    scope: { id: `describe ${contactId}` },
    mutationFn: ({ key, value, intent }: Change) =>
      ask(ContactDescribe, { id: contactId, attributes: { [key]: value } }, { intent }),
    onMutate: (change) => {
      const before = held()?.attributes[change.key] ?? null;
      show(change);
      return before;
    },
    onSuccess: (customer) =>
      client.setQueryData<CustomerView>(queryKey, (now) => (now && now.version > customer.version ? now : customer)),
    onError: (error, { key }, before) => {
      show({ key, value: before ?? null });
      toast.error(sentenceOf(error));
    },
  });
}

function withAttribute(customer: CustomerView, key: string, value: AttributeValue | null): CustomerView {
  const { [key]: _before, ...others } = customer.attributes;
  return { ...customer, attributes: value === null ? others : { ...others, [key]: value } };
}

export const describing = (key: string, value: AttributeValue | null): Change => ({ key, value, intent: newIntent() });
