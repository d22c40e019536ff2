import {
  HideRuleAdd,
  HideRuleChange,
  HideRuleList,
  type HideRuleMatch,
  HideRuleRemove,
  HideRuleTry,
  type HideRuleView,
} from '@duet/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ask } from '../../../lib/ask.ts';
import { sentenceOf } from '../../../lib/http.ts';
import { newIntent } from '../../../lib/intent.ts';
import { keys } from '../../../lib/query-keys.ts';
import { strings } from '../strings.ts';

/** A rule as somebody writes it. */
export type RuleDraft = Omit<HideRuleView, 'id' | 'caught'>;

const undoMs = 5_000;

export const useHideRules = () =>
  useQuery({
    queryKey: keys.hideRules,
    queryFn: async ({ signal }) => (await ask(HideRuleList, {}, { signal })).rules,
    // They count what they catch without an event of the stream.
    staleTime: 0,
    refetchInterval: 10_000,
  });

export function useSaveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, draft }: { id: string | null; draft: RuleDraft }) =>
      id === null
        ? ask(HideRuleAdd, draft, { intent: newIntent() })
        : ask(HideRuleChange, { id, ...draft }, { intent: newIntent() }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.hideRules }),
  });
}

/** Removes a rule, with a way back that stays for a moment. */
export function useRemoveRule() {
  const client = useQueryClient();
  const save = useSaveRule();
  const refuse = (error: Error) => void toast.error(sentenceOf(error));
  return useMutation({
    mutationFn: ({ id }: HideRuleView) => ask(HideRuleRemove, { id }, { intent: newIntent() }),
    onSuccess: async (_removed, { id: _id, caught: _caught, ...draft }) => {
      await client.invalidateQueries({ queryKey: keys.hideRules });
      const bringBack = () => save.mutate({ id: null, draft }, { onError: refuse });
      toast(strings.removed(draft.name), { action: { label: strings.undo, onClick: bringBack }, duration: undoMs });
    },
    onError: refuse,
  });
}

export const useTryRule = () =>
  useMutation({ mutationFn: (match: HideRuleMatch) => ask(HideRuleTry, match, { intent: newIntent() }) });
