import type { HideRuleView } from '@duet/contracts';
import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { CheckField, SelectField, TextAreaField, TextField } from '../../../components/ui/field.tsx';
import { useChannels } from '../../../lib/channels.ts';
import { sentenceOf } from '../../../lib/http.ts';
import { type RuleDraft, useSaveRule, useTryRule } from '../api/hide-rules.ts';
import { strings } from '../strings.ts';
import { Trial } from './trial.tsx';

const LONGEST_NAME = 60;

const nothing: RuleDraft = { name: '', words: [], wholeWords: true, channelId: null, isOn: false };

/** Writes a rule. It is switched on only after a look at what it would have caught. */
export function RuleForm({ rule, onClose }: { rule: HideRuleView | null; onClose: () => void }) {
  const channels = useChannels();
  const save = useSaveRule();
  const trial = useTryRule();
  const [draft, setDraft] = useState<RuleDraft>(rule ?? nothing);
  const [written, setWritten] = useState((rule?.words ?? []).join('\n'));
  const words = wordsOf(written);
  const isComplete = draft.name.trim() !== '' && words.length > 0;
  const match = { words, wholeWords: draft.wholeWords, channelId: draft.channelId };
  const isTried = trial.isSuccess && JSON.stringify(trial.variables) === JSON.stringify(match);
  const write = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part });
  function keep(isOn: boolean) {
    const kept = { name: draft.name.trim(), ...match, isOn };
    save.mutate({ id: rule?.id ?? null, draft: kept }, { onSuccess: onClose });
  }
  return (
    <Dialog open onClose={onClose} title={rule ? strings.changeTitle : strings.newTitle}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (words.length > 0) trial.mutate(match);
        }}
      >
        <TextField
          label={strings.name}
          autoFocus
          maxLength={LONGEST_NAME}
          value={draft.name}
          onChange={({ target }) => write({ name: target.value })}
        />
        <TextAreaField
          label={strings.words}
          placeholder={strings.wordsHint}
          value={written}
          onChange={({ target }) => setWritten(target.value)}
        />
        <CheckField
          label={strings.wholeWords}
          checked={draft.wholeWords}
          onChange={({ target }) => write({ wholeWords: target.checked })}
        />
        <SelectField
          label={strings.channel}
          value={draft.channelId ?? ''}
          onChange={({ target }) => write({ channelId: target.value || null })}
        >
          <option value="">{strings.allChannels}</option>
          {channels.data
            ?.filter(({ type }) => type === 'tiktok_feed')
            .map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
        </SelectField>
        <Button type="submit" disabled={words.length === 0 || trial.isPending}>
          {strings.try}
        </Button>
        {isTried && <Trial trial={trial.data} />}
        {trial.isError && <FailureNotice sentence={sentenceOf(trial.error)} />}
        {save.isError && <FailureNotice sentence={sentenceOf(save.error)} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button disabled={!isComplete || save.isPending} onClick={() => keep(false)}>
            {strings.saveOff}
          </Button>
          <Button
            look="primary"
            disabled={!isComplete || !isTried || save.isPending}
            title={isTried ? undefined : strings.tryFirst}
            onClick={() => keep(true)}
          >
            {strings.switchOn}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** One in a line, each once. */
const wordsOf = (written: string): string[] => [
  ...new Set(
    written
      .split('\n')
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];
