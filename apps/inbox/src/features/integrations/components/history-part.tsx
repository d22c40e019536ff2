import { importRules, type ImportView } from '@duet/contracts';
import { LoaderCircle } from 'lucide-react';
import type { FormEvent } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { SelectField } from '../../../components/ui/field.tsx';
import { newIntent } from '../../../lib/intent.ts';
import { useImport, useStartImport } from '../api/channel-health.ts';
import { strings } from '../channel-strings.ts';
import { Asked } from './channel-part.tsx';

const spans = [7, 30, importRules.days] as const;

/** What was written before the channel was connected, read where somebody asks for it. */
export const HistoryPart = ({ channelId }: { channelId: string }) => (
  <div className="flex max-w-xl flex-col gap-4">
    <p className="text-base text-pretty">{strings.importAbout}</p>
    <Asked query={useImport(channelId)}>{(offer) => <Offer channelId={channelId} offer={offer} />}</Asked>
  </div>
);

function Offer({ channelId, offer: { state, listed, imported } }: { channelId: string; offer: ImportView }) {
  const start = useStartImport();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const days = Number(new FormData(event.currentTarget).get('days'));
    start.mutate({ id: channelId, days, intent: newIntent() });
  }
  if (state === 'running') {
    return (
      <p role="status" className="flex items-center gap-2 rounded-md bg-sunken px-4 py-3">
        <LoaderCircle size={16} aria-hidden className="shrink-0 animate-spin" />
        {strings.importing}
      </p>
    );
  }
  return (
    <>
      {imported !== null && (
        <p role="status" className="rounded-md bg-success-soft px-4 py-3 font-medium">
          {strings.imported(imported)}
        </p>
      )}
      {listed && <p className="text-muted">{strings.listed[listed.kind](listed.count, listed.more)}</p>}
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <SelectField label={strings.span} name="days" defaultValue={importRules.days}>
          {spans.map((days) => (
            <option key={days} value={days}>
              {strings.days(days)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" look="primary" className="h-9" disabled={start.isPending}>
          {state === 'done' ? strings.importAgain : strings.import}
        </Button>
      </form>
    </>
  );
}
