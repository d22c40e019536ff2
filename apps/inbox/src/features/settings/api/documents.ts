import {
  type AssignmentRule,
  AssignmentRulesGet,
  AssignmentRulesSet,
  BusinessHoursGet,
  BusinessHoursSet,
  type ContactAttribute,
  ContactAttributesGet,
  ContactAttributesSet,
  type SlaPolicy,
  SlaPoliciesGet,
  SlaPoliciesSet,
  type Team,
  TeamsGet,
  TeamsSet,
} from '@duet/contracts';
import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { newIntent } from '../../../lib/intent.ts';
import { keys } from '../../../lib/query-keys.ts';

/** A page of settings: what stands on it, and the version that a change is made to. */
interface Page<Content> {
  readonly content: Content;
  readonly version: number;
}

/** Reads a page, and saves it over the version that was read; after a colleague was faster it is read anew. */
function usePage<Content>(
  queryKey: QueryKey,
  read: (signal: AbortSignal) => Promise<Page<Content>>,
  write: (page: Page<Content>, intent: string) => Promise<Page<Content>>,
) {
  const client = useQueryClient();
  const page = useQuery({ queryKey, queryFn: ({ signal }) => read(signal), refetchOnWindowFocus: true });
  const saving = useMutation({
    mutationFn: (content: Content) => write({ content, version: page.data?.version ?? 0 }, newIntent()),
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
    onError: () => client.invalidateQueries({ queryKey }),
    onSettled: () =>
      Promise.all(
        [keys.slaPolicies, keys.teams, keys.contactAttributes].map((held) =>
          client.invalidateQueries({ queryKey: held }),
        ),
      ),
  });
  return { page, saving };
}

const pageKey = (name: string): QueryKey => ['settings', name];

export const useHours = () =>
  usePage(
    pageKey('hours'),
    async (signal) => {
      const { hours, version } = await ask(BusinessHoursGet, {}, { signal });
      return { content: hours, version };
    },
    async ({ content, version }, intent) => {
      const saved = await ask(BusinessHoursSet, { hours: content, version }, { intent });
      return { content: saved.hours, version: saved.version };
    },
  );

export const usePolicies = () =>
  usePage<SlaPolicy[]>(
    pageKey('policies'),
    async (signal) => {
      const { policies, version } = await ask(SlaPoliciesGet, {}, { signal });
      return { content: policies, version };
    },
    async ({ content, version }, intent) => {
      const saved = await ask(SlaPoliciesSet, { policies: content, version }, { intent });
      return { content: saved.policies, version: saved.version };
    },
  );

export const useTeamsPage = () =>
  usePage<Team[]>(
    pageKey('teams'),
    async (signal) => {
      const { teams, version } = await ask(TeamsGet, {}, { signal });
      return { content: teams, version };
    },
    async ({ content, version }, intent) => {
      const saved = await ask(TeamsSet, { teams: content, version }, { intent });
      return { content: saved.teams, version: saved.version };
    },
  );

export const useRules = () =>
  usePage<AssignmentRule[]>(
    pageKey('rules'),
    async (signal) => {
      const { rules, version } = await ask(AssignmentRulesGet, {}, { signal });
      return { content: rules, version };
    },
    async ({ content, version }, intent) => {
      const saved = await ask(AssignmentRulesSet, { rules: content, version }, { intent });
      return { content: saved.rules, version: saved.version };
    },
  );

/** An attribute as an entry of a list: its key names it, once it has one. */
export type AttributeEntry = Pick<ContactAttribute, 'key' | 'kind' | 'choices'> & {
  readonly id: string;
  readonly name: string;
};

const entriesOf = (attributes: readonly ContactAttribute[]): AttributeEntry[] =>
  attributes.map(({ key, label, kind, choices }) => ({ id: key, key, name: label, kind, choices }));

export const useAttributesPage = () =>
  usePage<AttributeEntry[]>(
    pageKey('attributes'),
    async (signal) => {
      const { attributes, version } = await ask(ContactAttributesGet, {}, { signal });
      return { content: entriesOf(attributes), version };
    },
    async ({ content, version }, intent) => {
      const attributes = content.map(({ key, name, kind, choices }) => ({ key, label: name, kind, choices }));
      const saved = await ask(ContactAttributesSet, { attributes, version }, { intent });
      return { content: entriesOf(saved.attributes), version: saved.version };
    },
  );

export type PageOf<Content> = ReturnType<typeof usePage<Content>>;
