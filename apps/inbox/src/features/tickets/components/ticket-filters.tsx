import { channelRules, ChannelType } from '@duet/contracts';
import clsx from 'clsx';
import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { TicketFilter } from '../../../lib/ticket-filter.ts';
import { strings } from '../strings.ts';

const statuses = ['open', 'resolved', 'all'] as const;

/** Stand-in channels exist for tests and are not offered. */
const offered = ChannelType.options.filter((type) => type !== 'plain');

export function TicketFilters({
  filter,
  onChange,
}: {
  filter: TicketFilter;
  onChange: (filter: TicketFilter) => void;
}) {
  const change = (part: Readonly<Record<string, string>>) => onChange(TicketFilter.parse({ ...filter, ...part }));
  return (
    <div role="group" aria-label={strings.filters} className="flex flex-col gap-2 border-b border-line px-3 pb-3">
      <ToggleGroup.Root
        type="single"
        value={filter.status}
        onValueChange={(status) => status && change({ status })}
        aria-label={strings.status}
        className="flex rounded-md bg-sunken p-0.5"
      >
        {statuses.map((value) => (
          <ToggleGroup.Item
            key={value}
            value={value}
            className="h-7 flex-auto rounded-sm px-2 text-muted transition-colors data-[state=on]:bg-raised data-[state=on]:font-semibold data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line)]"
          >
            {strings.filter[value]}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
      <div className="flex flex-wrap gap-1.5">
        <Chip on={filter.who === 'mine'} onPress={(on) => change({ who: on ? 'mine' : 'anyone' })}>
          {strings.mine}
        </Chip>
        <Chip on={filter.who === 'none'} onPress={(on) => change({ who: on ? 'none' : 'anyone' })}>
          {strings.unassigned}
        </Chip>
        <Chip on={filter.replied === 'no'} onPress={(on) => change({ replied: on ? 'no' : 'any' })}>
          {strings.unreplied}
        </Chip>
        <select
          aria-label={strings.channel}
          value={filter.channel}
          onChange={(event) => change({ channel: event.target.value })}
          className={clsx(chip, filter.channel === 'any' ? chipOff : chipOn, 'min-w-30 flex-1')}
        >
          <option value="any">{strings.allChannels}</option>
          {offered.map((type) => (
            <option key={type} value={type}>
              {channelRules[type].label}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

const chip = 'h-7 rounded-md border px-2 transition-colors';
const chipOn = 'border-accent bg-accent-soft font-medium text-accent';
const chipOff = 'border-line bg-surface text-muted hover:border-line-strong';

const Chip = (props: { on: boolean; onPress: (on: boolean) => void; children: ReactNode }) => (
  <button
    type="button"
    aria-pressed={props.on}
    onClick={() => props.onPress(!props.on)}
    className={clsx(chip, props.on ? chipOn : chipOff)}
  >
    {props.children}
  </button>
);
