import type { AttributeValue, TicketView } from '@duet/contracts';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../../../components/ui/button.tsx';
import { ChannelName } from '../../../components/ui/channel-mark.tsx';
import { Fact, Facts } from '../../../components/ui/facts.tsx';
import { describing, useCustomer, useDescribe } from '../api/customer.ts';
import { type Field, useFields } from '../fields.ts';
import { strings } from '../strings.ts';
import { AttributeField } from './attribute-field.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { OtherContacts } from './other-contacts.tsx';

const UNDO_MS = 5_000;

/** Who the customer of the ticket is: its identity there, what people know, and under which others it writes. */
export function CustomerPart({ ticket: { contact, channelType } }: { ticket: TicketView }) {
  const customer = useCustomer(contact.id).data;
  const fields = useFields();
  const { mutate } = useDescribe(contact.id);
  const [isMerging, setMerging] = useState(false);
  const known = customer?.attributes ?? {};

  function save({ key, label }: Field, value: AttributeValue | null) {
    const before = known[key] ?? null;
    const said = toast(strings.changed(label), {
      action: { label: strings.undo, onClick: () => mutate(describing(key, before)) },
      duration: UNDO_MS,
    });
    mutate(describing(key, value), { onError: () => void toast.dismiss(said) });
  }

  return (
    <>
      <Facts title={strings.contact}>
        <Fact name={strings.username}>{contact.username ? <bdi>@{contact.username}</bdi> : strings.unknown}</Fact>
        <Fact name={strings.channel}>
          <ChannelName type={channelType} />
        </Fact>
        {fields.map((field) => (
          <Fact key={field.key} name={field.label}>
            <AttributeField
              field={field}
              value={known[field.key]}
              isReady={customer !== undefined}
              onSave={(value) => save(field, value)}
            />
          </Fact>
        ))}
      </Facts>
      <div className="-mt-2 pb-3">
        {customer && customer.contacts.length > 1 && <OtherContacts customer={customer} contactId={contact.id} />}
        <Button small look="quiet" className="-ml-2" disabled={!customer} onClick={() => setMerging(true)}>
          {strings.merge}
        </Button>
      </div>
      {customer && isMerging && (
        <MergeDialog customer={customer} contactId={contact.id} onClose={() => setMerging(false)} />
      )}
    </>
  );
}
