import { useState } from 'react';
import { Page } from '../../components/page.tsx';
import { CheckField, TextField } from '../../components/ui/field.tsx';
import { FailureNotice } from '../../components/ui/failure-notice.tsx';
import type { NotificationSettings } from '@duet/contracts';
import { useChoose } from '../../lib/preferences.ts';
import { useNotificationSettings } from './settings.ts';
import { strings } from './strings.ts';

const usualNight = { from: '22:00', to: '07:00' };

/** What the person wants to be told of, how, and when not. */
export function NotificationsPage() {
  const choose = useChoose();
  const settings = useNotificationSettings();
  const [isBlocked, setBlocked] = useState(false);
  const { quiet } = settings;
  const set = (part: Partial<NotificationSettings>) => choose({ notifications: { ...settings, ...part } });
  async function setDesktop(wanted: boolean) {
    const allowed = !wanted || ('Notification' in window && (await Notification.requestPermission()) === 'granted');
    setBlocked(!allowed);
    set({ desktop: wanted && allowed });
  }
  return (
    <Page title={strings.page} about={strings.about}>
      <div className="flex flex-col gap-6">
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-2 font-semibold">{strings.of}</legend>
          <CheckField
            label={strings.assigned}
            checked={settings.assigned}
            onChange={({ target }) => set({ assigned: target.checked })}
          />
          <CheckField
            label={strings.mentioned}
            checked={settings.mentioned}
            onChange={({ target }) => set({ mentioned: target.checked })}
          />
          <CheckField
            label={strings.expiring}
            checked={settings.expiring}
            onChange={({ target }) => set({ expiring: target.checked })}
          />
        </fieldset>
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-2 font-semibold">{strings.how}</legend>
          <CheckField
            label={strings.sound}
            checked={settings.sound}
            onChange={({ target }) => set({ sound: target.checked })}
          />
          <CheckField
            label={strings.desktop}
            checked={settings.desktop}
            onChange={({ target }) => void setDesktop(target.checked)}
          />
          {isBlocked && <FailureNotice sentence={strings.blocked} />}
        </fieldset>
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-2 font-semibold">{strings.quiet}</legend>
          <CheckField
            label={strings.quietOn}
            checked={quiet !== null}
            onChange={({ target }) => set({ quiet: target.checked ? usualNight : null })}
          />
          {quiet && (
            <div className="flex gap-3">
              <TextField
                type="time"
                label={strings.from}
                value={quiet.from}
                onChange={({ target }) => target.value && set({ quiet: { ...quiet, from: target.value } })}
              />
              <TextField
                type="time"
                label={strings.to}
                value={quiet.to}
                onChange={({ target }) => target.value && set({ quiet: { ...quiet, to: target.value } })}
              />
            </div>
          )}
        </fieldset>
      </div>
    </Page>
  );
}
