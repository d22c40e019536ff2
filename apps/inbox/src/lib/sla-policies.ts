import { SlaPoliciesGet } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { keys } from './query-keys.ts';

/** The workspace's SLA policies; offered as a filter where there are any. */
export const useSlaPolicies = () =>
  useQuery({ queryKey: keys.slaPolicies, queryFn: ({ signal }) => ask(SlaPoliciesGet, {}, { signal }) });
