import { type CustomerContact, type CustomerView, togetherKnown } from '@duet/contracts';
import { useDeferredValue, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { Fact } from '../../../components/ui/facts.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { TextField } from '../../../components/ui/field.tsx';
import { contactName } from '../../../lib/contact-name.ts';
import { sentenceOf } from '../../../lib/http.ts';
import { dateText } from '../../../lib/times.ts';
import { useCustomer } from '../api/customer.ts';
import { useFound, useMerging } from '../api/merge.ts';
import { useFields } from '../fields.ts';
import { strings } from '../strings.ts';
import { ContactLine } from './contact-line.tsx';

/** Finds the other contact of the same person, and shows what comes together before it does. */
export function MergeDialog(props: { customer: CustomerView; contactId: string; onClose: () => void }) {
  const { customer, contactId, onClose } = props;
  const [kept] = customer.contacts;
  const name = kept ? contactName(kept) : '';
  const [text, setText] = useState(kept?.displayName ?? kept?.username ?? '');
  const [other, setOther] = useState<CustomerContact | null>(null);
  const found = useFound(useDeferredValue(text));
  const offered = found.data?.filter(({ id }) => !customer.contacts.some((one) => one.id === id)) ?? [];
  return (
    <Dialog open onClose={onClose} title={strings.mergeTitle(name)} description={strings.mergeAbout}>
      {other ? (
        <Preview
          customer={customer}
          contactId={contactId}
          other={other}
          onBack={() => setOther(null)}
          onClose={onClose}
        />
      ) : (
        <div className="flex flex-col gap-3">
          <TextField
            label={strings.find}
            autoFocus
            value={text}
            maxLength={200}
            onChange={({ target }) => setText(target.value)}
          />
          <ul aria-label={strings.find} className="-mx-2 max-h-72 overflow-y-auto empty:hidden">
            {offered.map((contact) => (
              <li key={contact.id}>
                <button
                  type="button"
                  onClick={() => setOther(contact)}
                  className="flex w-full rounded-md px-2 py-1.5 transition-colors hover:bg-sunken"
                >
                  <ContactLine contact={contact} />
                </button>
              </li>
            ))}
          </ul>
          {found.data && offered.length === 0 && <p className="text-muted">{strings.nobodyFound}</p>}
        </div>
      )}
    </Dialog>
  );
}

function Preview(props: {
  customer: CustomerView;
  contactId: string;
  other: CustomerContact;
  onBack: () => void;
  onClose: () => void;
}) {
  const { customer, contactId, other, onBack, onClose } = props;
  const theirs = useCustomer(other.id).data;
  const fields = useFields();
  const merging = useMerging(contactId, customer.id);
  const together = togetherKnown([customer.attributes, theirs?.attributes ?? {}]);
  const known = fields.filter(({ key }) => together[key] !== undefined);
  return (
    <div className="flex flex-col gap-4">
      <section aria-label={strings.comesTogether}>
        <h3 className="mb-2 font-medium">{strings.comesTogether}</h3>
        <ul className="flex flex-col gap-2">
          {[...customer.contacts, ...(theirs?.contacts ?? [other])].map((contact) => (
            <li key={contact.id} className="flex">
              <ContactLine contact={contact} />
            </li>
          ))}
        </ul>
        {known.length > 0 && (
          <dl className="mt-3 flex flex-col gap-1 border-t border-line pt-3">
            {known.map(({ key, label, kind }) => (
              <Fact key={key} name={label}>
                <bdi className="line-clamp-3 break-words">
                  {kind === 'date' ? dateText(String(together[key])) : together[key]}
                </bdi>
                {customer.attributes[key] === undefined && (
                  <span className="block text-xs text-muted">{strings.filledIn}</span>
                )}
              </Fact>
            ))}
          </dl>
        )}
      </section>
      {merging.error && <FailureNotice sentence={sentenceOf(merging.error)} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>{strings.chooseOther}</Button>
        <Button
          look="primary"
          disabled={!theirs || merging.isPending}
          onClick={() => merging.mutate({ other, together: true }, { onSuccess: onClose })}
        >
          {strings.mergeNow}
        </Button>
      </div>
    </div>
  );
}
