import { channelRules, type ChannelView, type ConnectStatus } from '@duet/contracts';
import { CircleCheck } from 'lucide-react';
import type { FormEvent } from 'react';
import { toast } from 'sonner';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { SelectField, TextField } from '../../../components/ui/field.tsx';
import type { Answer } from '../../../lib/ask.ts';
import { sentenceOf } from '../../../lib/http.ts';
import { newIntent } from '../../../lib/intent.ts';
import { useSetupFinish } from '../api/connect.ts';
import { strings } from '../strings.ts';

const maxTitle = 80;

/** The last step of a connection. Until it is done nothing is listed as connected. */
export function SetupDialog(props: {
  connectionId: string;
  connection: Answer<typeof ConnectStatus>;
  onClose: () => void;
  onFinished: () => void;
}) {
  const { connectionId, connection, onClose, onFinished } = props;
  const finish = useSetupFinish();
  const { username, title, nlpApp } = connection;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = { connectionId, title: String(form.get('title')), nlpApp: String(form.get('nlpApp')) || null };
    finish.mutate(
      { ...input, intent: newIntent() },
      {
        onSuccess: ({ channels }) => {
          const [first, ...others] = channels.filter(({ state }) => state === 'connected');
          if (first) toast.success(finishedText(first, others));
          onFinished();
        },
      },
    );
  }

  return (
    <Dialog open onClose={onClose} title={strings.setupTitle} description={strings.setupText}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="flex items-center gap-2 rounded-md bg-success-soft px-3 py-2 font-medium">
          <CircleCheck size={16} aria-hidden className="text-success" />
          <bdi>{strings.connectedAs(username ?? strings.noUsername)}</bdi>
        </p>
        <TextField label={strings.titleField} name="title" defaultValue={title} maxLength={maxTitle} required />
        <SelectField label={strings.nlpField} name="nlpApp" defaultValue={nlpApp ?? ''}>
          <option value="">{strings.none}</option>
          {nlpApp !== null && <option value={nlpApp}>{nlpApp}</option>}
        </SelectField>
        {finish.isError && <FailureNotice sentence={sentenceOf(finish.error)} />}
        <Button type="submit" look="primary" className="mt-2 h-9" disabled={finish.isPending}>
          {strings.finish}
        </Button>
      </form>
    </Dialog>
  );
}

/** Names what works now; a channel that lacks a permission says so on its card. */
const finishedText = (first: ChannelView, others: readonly ChannelView[]): string =>
  strings.finished(
    first.account.username,
    [first, ...others].map(({ type }) => channelRules[type].label).join(strings.and),
  );
