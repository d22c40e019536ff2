import { type AssignmentRule, channelRules, newId } from '@duet/contracts';
import { Route } from 'lucide-react';
import { usePeople } from '../../lib/people.ts';
import { useTags } from '../../lib/tags.ts';
import { useRules, useTeamsPage } from './api/documents.ts';
import { EntriesPage } from './components/entries-page.tsx';
import { RuleForm } from './components/rule-form.tsx';
import { strings } from './strings.ts';

/** Who gets a ticket that nobody has: the first rule that fits. */
export function RulesPage() {
  const people = usePeople().data ?? [];
  const teams = useTeamsPage().page.data?.content ?? [];
  const tags = useTags().data ?? [];
  const blank = (): AssignmentRule => ({
    id: newId(),
    name: '',
    isOn: true,
    conditions: { channelTypes: [], channelIds: [], priorities: [], tagIds: [], words: [], hours: 'any' },
    action: teams[0]
      ? { type: 'round_robin', teamId: teams[0].id }
      : { type: 'agent', personId: people[0]?.id ?? newId() },
  });

  function aim({ action }: AssignmentRule): string {
    if (action.type === 'agent') return people.find(({ id }) => id === action.personId)?.name ?? '';
    const team = teams.find(({ id }) => id === action.teamId)?.name ?? '';
    return action.type === 'team' ? strings.toTeam(team) : strings.byTurnIn(team);
  }
  function summary(rule: AssignmentRule): string {
    const { channelTypes, priorities, tagIds, words, hours } = rule.conditions;
    const conditions = [
      ...channelTypes.map((type) => channelRules[type].label),
      ...priorities.map((priority) => strings.priorities[priority]),
      ...tags.filter(({ id }) => tagIds.includes(id)).map(({ name }) => name),
      ...words.map((word) => `“${word}”`),
      ...(hours === 'any' ? [] : [strings.hoursOf[hours]]),
    ];
    return `${conditions.join(' · ') || strings.everyTicket} → ${aim(rule)}`;
  }

  return (
    <EntriesPage
      title={strings.rules}
      about={strings.aboutRules}
      add={strings.addRule}
      empty={strings.noRules}
      icon={<Route size={28} />}
      document={useRules()}
      blank={blank}
      describe={summary}
      form={(form) => <RuleForm key={form.entry.id} {...form} />}
    />
  );
}
