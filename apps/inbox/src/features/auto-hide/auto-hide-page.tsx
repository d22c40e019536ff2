import { type HideRuleView, supervisors } from '@duet/contracts';
import { EyeOff, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Page } from '../../components/page.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button, IconButton } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { numberText } from '../../lib/numbers.ts';
import { useViewer } from '../../lib/session-context.ts';
import { useHideRules, useRemoveRule, useSaveRule } from './api/hide-rules.ts';
import { RuleForm } from './components/rule-form.tsx';
import { strings } from './strings.ts';

/** Comments that are hidden by their words as they come in. */
export function AutoHidePage() {
  const { role } = useViewer();
  const rules = useHideRules();
  const [written, write] = useState<HideRuleView | 'new' | null>(null);
  const mayKeep = supervisors.includes(role);
  const isEmpty = rules.data && rules.data.length === 0;
  const add = mayKeep && (
    <Button look="primary" onClick={() => write('new')}>
      {strings.add}
    </Button>
  );
  return (
    <Page title={strings.page} about={strings.about} action={isEmpty === false && add} error={rules.error}>
      {isEmpty && <EmptyState icon={<EyeOff size={28} />} sentence={strings.empty} action={add} />}
      <ul aria-label={strings.page}>
        {rules.data?.map((rule) => (
          <Row key={rule.id} rule={rule} mayKeep={mayKeep} onEdit={() => write(rule)} />
        ))}
      </ul>
      {written !== null && <RuleForm rule={written === 'new' ? null : written} onClose={() => write(null)} />}
    </Page>
  );
}

function Row({ rule, mayKeep, onEdit }: { rule: HideRuleView; mayKeep: boolean; onEdit: () => void }) {
  const remove = useRemoveRule();
  const save = useSaveRule();
  const { id, caught, name, words, isOn } = rule;
  return (
    <li className="flex items-center gap-3 border-t border-line py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <bdi className="min-w-0 truncate text-base font-medium">{name}</bdi>
          <Badge tone={isOn ? 'success' : 'neutral'}>{isOn ? strings.on : strings.off}</Badge>
          <span className="tabular text-muted">{strings.caught(numberText(caught), caught)}</span>
        </p>
        <bdi className="line-clamp-2 text-left break-words text-muted">{words.join(', ')}</bdi>
      </div>
      {mayKeep && (
        <>
          {isOn ? (
            <Button
              small
              disabled={save.isPending}
              onClick={() => save.mutate({ id, draft: { ...draftOf(rule), isOn: false } })}
            >
              {strings.switchOff}
            </Button>
          ) : (
            <Button small onClick={onEdit}>
              {strings.switchOn}
            </Button>
          )}
          <IconButton label={strings.change(name)} onClick={onEdit}>
            <Pencil size={14} aria-hidden />
          </IconButton>
          <IconButton label={strings.remove(name)} disabled={remove.isPending} onClick={() => remove.mutate(rule)}>
            <Trash2 size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </li>
  );
}

const draftOf = ({ id: _id, caught: _caught, ...draft }: HideRuleView) => draft;
