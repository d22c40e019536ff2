import type { CustomerView } from '@duet/contracts';
import { Unlink } from 'lucide-react';
import { IconButton } from '../../../components/ui/button.tsx';
import { contactName } from '../../../lib/contact-name.ts';
import { refused, useMerging } from '../api/merge.ts';
import { strings } from '../strings.ts';
import { ContactLine } from './contact-line.tsx';

/** The customer's identities beside the one that the ticket came from; merged ones can be taken out. */
export function OtherContacts({ customer, contactId }: { customer: CustomerView; contactId: string }) {
  const merging = useMerging(contactId, customer.id);
  const others = customer.contacts.filter(({ id }) => id !== contactId);
  // Seen from a merged contact, it is this one that can leave the customer.
  const leaving = customer.contacts.find(({ id }) => id === contactId);
  return (
    <section aria-label={strings.alsoWritesAs} className="mb-2">
      <h3 className="mb-1 text-muted">{strings.alsoWritesAs}</h3>
      <ul>
        {others.map((contact) => {
          const taken = contact.id === customer.id ? leaving : contact;
          return (
            <li key={contact.id} className="flex items-center gap-1 py-1">
              <ContactLine contact={contact} />
              {taken && (
                <IconButton
                  label={strings.takeApart(contactName(taken))}
                  disabled={merging.isPending}
                  onClick={() => merging.mutate({ other: taken, together: false }, refused)}
                >
                  <Unlink size={14} aria-hidden />
                </IconButton>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
