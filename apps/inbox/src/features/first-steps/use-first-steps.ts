import { FirstSteps } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../lib/ask.ts';
import { useChannels } from '../../lib/channels.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { keys } from '../../lib/query-keys.ts';

const steps = ['connect', 'receive', 'answer', 'hide'] as const;
export type Step = (typeof steps)[number];

/** Asked again while steps are left: only a new workspace does. */
const refreshMs = 2_000;

/** The steps in their order and which of them are done; null once all are, or the viewer wants to see them no more. */
export function useFirstSteps(): { step: Step; isDone: boolean }[] | null {
  const preferences = usePreferences();
  const channels = useChannels().data;
  const isWanted = preferences !== undefined && preferences.firstStepsClosed !== true;
  const { data } = useQuery({
    queryKey: keys.firstSteps,
    queryFn: ({ signal }) => ask(FirstSteps, {}, { signal }),
    enabled: isWanted,
    refetchInterval: ({ state }) => (state.data?.answered && state.data.hid ? false : refreshMs),
  });
  if (!isWanted || !channels || !data) return null;
  const done: Readonly<Record<Step, boolean>> = {
    connect: channels.some(({ state }) => state === 'connected'),
    receive: data.received,
    answer: data.answered,
    hide: data.hid,
  };
  return steps.every((step) => done[step]) ? null : steps.map((step) => ({ step, isDone: done[step] }));
}
