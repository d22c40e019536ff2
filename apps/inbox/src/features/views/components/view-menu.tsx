import type { SavedView } from '@duet/contracts';
import { Check, ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../../components/ui/menu.tsx';
import { numberText } from '../../../lib/numbers.ts';
import { usePaletteEntries } from '../../../lib/page-actions.ts';
import { useTicketCounts } from '../../../lib/ticket-counts.ts';
import { isSameFilter, TicketFilter, unusualOf } from '../../../lib/ticket-filter.ts';
import { useViews } from '../../../lib/views.ts';
import { countedAs } from '../counted.ts';
import { strings } from '../strings.ts';
import { SaveViewDialog } from './save-view-dialog.tsx';

/** Filters with names: to go to, to save the present one as, and to arrange. */
export function ViewMenu(props: {
  filter: TicketFilter;
  onChange: (filter: TicketFilter) => void;
  /** What else can be done with the list. */
  more?: ReactNode;
}) {
  const { filter, onChange, more } = props;
  const navigate = useNavigate();
  const views = useViews();
  const [isSaving, setSaving] = useState(false);
  const all = [...(views.data?.shared.views ?? []), ...(views.data?.own.views ?? [])];
  const shown = all.find((view) => isSameFilter(filterOf(view), filter));
  const canSave = !shown && unusualOf(filter).length > 0;
  const show = (view: SavedView) => onChange(filterOf(view));
  usePaletteEntries(all.map((view) => ({ id: view.id, name: strings.goTo(view.name), run: () => show(view) })));
  return (
    <>
      <Menu
        onOpen={() => void views.refetch()}
        trigger={
          <Button small look="quiet" className="-my-1 -mr-2">
            <bdi className="max-w-44 truncate">{shown?.name ?? strings.views}</bdi>
            <ChevronDown size={14} aria-hidden className="shrink-0" />
          </Button>
        }
      >
        {all.length === 0 && <MenuLabel>{strings.none}</MenuLabel>}
        {(['shared', 'own'] as const).map((of) => {
          const group = views.data?.[of].views ?? [];
          if (group.length === 0) return null;
          return (
            <div key={of} role="group" aria-label={strings.groups[of]}>
              <MenuLabel>{strings.groups[of]}</MenuLabel>
              {group.map((view) => (
                <MenuItem key={view.id} onSelect={() => show(view)}>
                  <span className="size-3.5">{view === shown && <Check size={14} aria-hidden />}</span>
                  <bdi className="min-w-0 flex-1 truncate">{view.name}</bdi>
                  <Count filter={filterOf(view)} />
                </MenuItem>
              ))}
            </div>
          );
        })}
        {(canSave || all.length > 0) && <MenuLine />}
        {canSave && <MenuItem onSelect={() => setSaving(true)}>{strings.saveThis}</MenuItem>}
        {all.length > 0 && <MenuItem onSelect={() => void navigate('/settings/views')}>{strings.manage}</MenuItem>}
        {more}
      </Menu>
      {isSaving && <SaveViewDialog filter={filter} onClose={() => setSaving(false)} />}
    </>
  );
}

/** What a view was saved with may have gone since: it falls back to everything. */
const filterOf = ({ filter }: SavedView): TicketFilter => TicketFilter.parse(filter);

const MOST_SHOWN = 999;

function Count({ filter }: { filter: TicketFilter }) {
  const counted = countedAs(filter);
  const counts = useTicketCounts(filter.channel, counted !== null).data;
  if (counted === null || !counts || counts[counted] === 0) return null;
  const count = counts[counted];
  return (
    <span className="tabular text-xs text-muted">
      {count > MOST_SHOWN ? `${numberText(MOST_SHOWN)}+` : numberText(count)}
    </span>
  );
}
