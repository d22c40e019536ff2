import { type BusinessHours, weekdays } from '@duet/contracts';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { CheckField, SelectField } from '../../components/ui/field.tsx';
import { useHours } from './api/documents.ts';
import { DayRow } from './components/day-row.tsx';
import { Holidays } from './components/holidays.tsx';
import { Page } from '../../components/page.tsx';
import { officeHours, problemOf } from './office-hours.ts';
import { strings } from './strings.ts';

/** When the workspace works. */
export function HoursPage() {
  const { page, saving } = useHours();
  return page.data ? (
    <Hours key={page.data.version} saved={page.data.content} saving={saving} />
  ) : (
    <Page title={strings.hours} about={strings.aboutHours} error={page.error}>
      {null}
    </Page>
  );
}

function Hours({ saved, saving }: { saved: BusinessHours | null; saving: ReturnType<typeof useHours>['saving'] }) {
  const [hours, setHours] = useState(saved);
  const isChanged = JSON.stringify(hours) !== JSON.stringify(saved);
  const problem = hours && problemOf(hours);
  const write = (part: Partial<BusinessHours>) => hours && setHours({ ...hours, ...part });
  return (
    <Page
      title={strings.hours}
      about={strings.aboutHours}
      error={saving.error}
      action={
        <Button
          look="primary"
          disabled={!isChanged || problem !== null || saving.isPending}
          onClick={() => saving.mutate(hours)}
        >
          {strings.save}
        </Button>
      }
    >
      <CheckField
        label={strings.alwaysOpen}
        checked={hours === null}
        onChange={({ target }) => setHours(target.checked ? null : (saved ?? officeHours()))}
      />
      {hours && (
        <div className="mt-5 flex flex-col gap-5">
          <SelectField label={strings.zone} value={hours.zone} onChange={({ target }) => write({ zone: target.value })}>
            {zonesWith(hours.zone).map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </SelectField>
          <ul aria-label={strings.week}>
            {weekdays.map((day) => (
              <DayRow
                key={day}
                name={strings.weekdays[day]}
                intervals={hours.week[day]}
                onChange={(intervals) => write({ week: { ...hours.week, [day]: intervals } })}
              />
            ))}
          </ul>
          {problem && (
            <p role="alert" className="text-danger">
              {strings.overlap(strings.weekdays[problem])}
            </p>
          )}
          <Holidays holidays={hours.holidays} onChange={(holidays) => write({ holidays })} />
        </div>
      )}
    </Page>
  );
}

const zonesWith = (zone: string): string[] => [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', zone])].sort();
