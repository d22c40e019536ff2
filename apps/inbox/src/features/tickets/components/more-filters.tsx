import { ListOrder, Priority } from '@duet/contracts';
import clsx from 'clsx';
import { ListFilter as Icon } from 'lucide-react';
import { Popover } from 'radix-ui';
import { Button } from '../../../components/ui/button.tsx';
import { SelectField } from '../../../components/ui/field.tsx';
import { useTeams } from '../../../lib/availability.ts';
import { usePeople } from '../../../lib/people.ts';
import { useTags } from '../../../lib/tags.ts';
import { TicketFilter, usualFilter } from '../../../lib/ticket-filter.ts';
import { strings } from '../strings.ts';

const names = ['who', 'tag', 'team', 'priority', 'order'] as const;
const whoHasChips: readonly string[] = ['anyone', 'mine', 'none', 'mentioned'];

/** What is asked for less often; how much of it is set stands on the button. */
export function MoreFilters(props: {
  filter: TicketFilter;
  onChange: (part: Readonly<Record<string, string>>) => void;
  className: string;
  classNameOn: string;
}) {
  const { filter, onChange, className, classNameOn } = props;
  const count = names.filter((name) => isSet(filter, name)).length;
  return (
    <Popover.Root>
      <Popover.Trigger
        title={strings.moreFilters}
        aria-label={count === 0 ? strings.moreFilters : strings.filtersSet(count)}
        className={clsx('flex items-center gap-1', count > 0 ? classNameOn : className)}
      >
        <Icon size={14} aria-hidden />
        {count > 0 && <span className="tabular">{count}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={strings.moreFilters}
          className="z-30 flex w-72 flex-col gap-3 rounded-md bg-raised p-4 shadow-float"
        >
          <Choices filter={filter} onChange={onChange} />
          {count > 0 && (
            <Button small onClick={() => onChange(cleared(filter))}>
              {strings.clearFilters}
            </Button>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Made when the popover opens: only then are the names asked for. */
function Choices({ filter, onChange }: Pick<Parameters<typeof MoreFilters>[0], 'filter' | 'onChange'>) {
  const people = usePeople().data ?? [];
  const tags = useTags().data ?? [];
  const teams = useTeams().data ?? [];
  const choose = (name: (typeof names)[number]) => ({
    value: filter[name],
    onChange: ({ target }: { target: HTMLSelectElement }) => onChange({ [name]: target.value }),
  });
  return (
    <>
      <SelectField label={strings.assignee} {...choose('who')} value={isSet(filter, 'who') ? filter.who : 'anyone'}>
        <option value="anyone">{strings.anybody}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={strings.team} {...choose('team')}>
        <option value="any">{strings.anyTeam}</option>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={strings.tag} {...choose('tag')}>
        <option value="any">{strings.anyTag}</option>
        {tags.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={strings.priority} {...choose('priority')}>
        <option value="any">{strings.anyPriority}</option>
        {Priority.options.toReversed().map((one) => (
          <option key={one} value={one}>
            {strings.priorities[one]}
          </option>
        ))}
      </SelectField>
      <SelectField label={strings.order} disabled={filter.show === 'expiring'} {...choose('order')}>
        {ListOrder.options.map((one) => (
          <option key={one} value={one}>
            {strings.orders[one]}
          </option>
        ))}
      </SelectField>
    </>
  );
}

const isSet = (filter: TicketFilter, name: (typeof names)[number]): boolean =>
  name === 'who' ? !whoHasChips.includes(filter.who) : filter[name] !== usualFilter[name];

const cleared = (filter: TicketFilter): Readonly<Record<string, string>> =>
  Object.fromEntries(names.flatMap((name) => (isSet(filter, name) ? [[name, usualFilter[name]]] : [])));
