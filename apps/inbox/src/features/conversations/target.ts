import { createContext, use, useEffect } from 'react';

const Target = createContext<string | null>(null);

/** Around a thread in which one message, by its id, is to be shown. */
export const TargetMessage = Target;

export const useTarget = (): string | null => use(Target);

export const showInTheMiddle = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'center' });

/** Earlier pages of a thread are brought in until the message that is looked for is among them. */
export function useReach(
  targetId: string | null,
  thread: {
    readonly data: readonly { readonly id: string }[] | undefined;
    readonly hasNextPage: boolean;
    readonly isFetching: boolean;
    readonly isError: boolean;
    readonly fetchNextPage: () => unknown;
  },
): void {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = thread;
  const isMissing = targetId !== null && data !== undefined && !data.some(({ id }) => id === targetId);
  useEffect(() => {
    if (isMissing && hasNextPage && !isFetching && !isError) fetchNextPage();
  }, [isMissing, hasNextPage, isFetching, isError, fetchNextPage]);
}
