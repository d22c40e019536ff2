import { channelRules, ChannelType } from '@duet/contracts';
import clsx from 'clsx';
import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { useChannels } from '../../../lib/channels.ts';
import { TicketFilter } from '../../../lib/ticket-filter.ts';
import { useSlaPolicies } from '../../../lib/sla-policies.ts';
import { numberText } from '../../../lib/numbers.ts';
import { useTicketCounts } from '../../../lib/ticket-counts.ts';
import { strings } from '../strings.ts';
import { MoreFilters } from './more-filters.tsx';

const shown = ['all', 'replied', 'unreplied', 'hold', 'resolved'] as const;

/** Stand-in channels exist for tests and are not offered. */
const offered = ChannelType.options.filter((type) => type !== 'plain');

export function TicketFilters({
  filter,
  onChange,
}: {
  filter: TicketFilter;
  onChange: (filter: TicketFilter) => void;
}) {
  const counts = useTicketCounts(filter.channel);
  const policies = useSlaPolicies();
  const channels = useChannels().data ?? [];
  const accounts = new Set(channels.map(({ account }) => account.id)).size;
  const hasPolicies = filter.sla !== 'any' || (policies.data?.policies.length ?? 0) > 0;
  // Two of them share a row below the chips; one alone finds room beside them.
  const selectWidth = hasPolicies ? 'min-w-[45%] flex-1' : 'min-w-30 flex-1';
  const change = (part: Readonly<Record<string, string>>) => onChange(TicketFilter.parse({ ...filter, ...part }));
  return (
    <div role="group" aria-label={strings.filters} className="flex flex-col gap-2 border-b border-line px-3 pb-3">
      <ToggleGroup.Root
        type="single"
        value={filter.show}
        onValueChange={(show) => show && change({ show })}
        aria-label={strings.status}
        className="grid grid-cols-6 rounded-md bg-sunken p-0.5"
      >
        {shown.map((value, index) => (
          <ToggleGroup.Item
            key={value}
            value={value}
            className={clsx(
              index < 3 ? 'col-span-2' : 'col-span-3',
              'flex h-7 items-center justify-center gap-1 rounded-sm px-1 whitespace-nowrap text-muted transition-colors data-[state=on]:bg-raised data-[state=on]:font-semibold data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line)]',
            )}
          >
            {strings.filter[value]}
            {value !== 'resolved' && <Count of={counts.data?.[value]} />}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
      <div className="flex flex-wrap gap-1.5">
        <Chip on={filter.who === 'mine'} onPress={(on) => change({ who: on ? 'mine' : 'anyone' })}>
          {strings.mine}
          <Count of={counts.data?.mine} />
        </Chip>
        <Chip on={filter.who === 'none'} onPress={(on) => change({ who: on ? 'none' : 'anyone' })}>
          {strings.unassigned}
          <Count of={counts.data?.unassigned} />
        </Chip>
        <Chip on={filter.who === 'mentioned'} onPress={(on) => change({ who: on ? 'mentioned' : 'anyone' })}>
          {strings.mentions}
          <Count of={counts.data?.mentions} most={999} />
        </Chip>
        <Chip on={filter.show === 'expiring'} onPress={(on) => change({ show: on ? 'expiring' : 'all' })}>
          {strings.expiring}
          <Count of={counts.data?.expiring} most={999} />
        </Chip>
        <MoreFilters
          filter={filter}
          onChange={change}
          className={clsx(chip, chipOff)}
          classNameOn={clsx(chip, chipOn)}
        />
        <select
          aria-label={strings.channel}
          value={filter.channel}
          onChange={(event) => change({ channel: event.target.value })}
          className={clsx(chip, filter.channel === 'any' ? chipOff : chipOn, selectWidth)}
        >
          <option value="any">{strings.allChannels}</option>
          {offered.map((type) => (
            <option key={type} value={type}>
              {channelRules[type].label}
            </option>
          ))}
          {accounts > 1 &&
            channels.map(({ id, type, title }) => (
              <option key={id} value={id}>
                {`${title} · ${channelRules[type].label}`}
              </option>
            ))}
        </select>
        {hasPolicies && (
          <select
            aria-label={strings.slaFilter}
            value={filter.sla}
            onChange={(event) => change({ sla: event.target.value })}
            className={clsx(chip, filter.sla === 'any' ? chipOff : chipOn, selectWidth)}
          >
            <option value="any">{strings.slaAny}</option>
            <option value="due_soon">{strings.slaSoon}</option>
            <option value="breached">{strings.slaBroken}</option>
          </select>
        )}
      </div>
    </div>
  );
}

const MOST_SHOWN = 99_999;

const Count = ({ of, most = MOST_SHOWN }: { of: number | undefined; most?: number }) =>
  of === undefined || of === 0 ? null : (
    <span className="tabular text-xs font-normal text-muted">
      {of > most ? `${numberText(most)}+` : numberText(of)}
    </span>
  );

const chip = 'h-7 rounded-md border px-2 transition-colors';
const chipOn = 'border-accent bg-accent-soft font-medium text-accent';
const chipOff = 'border-line bg-surface text-muted hover:border-line-strong';

const Chip = (props: { on: boolean; onPress: (on: boolean) => void; children: ReactNode }) => (
  <button
    type="button"
    aria-pressed={props.on}
    onClick={() => props.onPress(!props.on)}
    className={clsx(chip, 'inline-flex items-center gap-1', props.on ? chipOn : chipOff)}
  >
    {props.children}
  </button>
);
