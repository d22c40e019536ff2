import { capabilityTable, type WindowPolicyName, windowPolicies, WorkspaceSettings } from '@duet/contracts';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../../components/ui/button.tsx';
import { TextField } from '../../components/ui/field.tsx';
import { numberText } from '../../lib/numbers.ts';
import { useViewer } from '../../lib/session-context.ts';
import { dateText } from '../../lib/times.ts';
import { useChangeSettings, useRenameWorkspace } from './api/workspace.ts';
import { Page } from '../../components/page.tsx';
import { NameForm } from './components/name-form.tsx';
import { strings } from './account-strings.ts';
import { strings as settingsStrings } from './strings.ts';

const { text } = capabilityTable.tiktok_feed;
const usual = text.allowed ? (text.limits?.maxCodePoints ?? 0) : 0;
const most = text.allowed ? (text.most?.maxCodePoints ?? usual) : usual;

/** What the workspace is called, and what it sets otherwise than usual, as far as TikTok goes. */
export function WorkspacePage() {
  const { workspace } = useViewer();
  const rename = useRenameWorkspace();
  const change = useChangeSettings();
  const [chosen, choose] = useState(workspace.settings);
  const isValid = WorkspaceSettings.safeParse(chosen).success;
  const isChanged = JSON.stringify(chosen) !== JSON.stringify(workspace.settings);
  return (
    <Page
      title={strings.workspace}
      about={strings.aboutWorkspace(workspace.name)}
      error={change.error}
      action={
        <Button
          look="primary"
          disabled={!isValid || !isChanged || change.isPending}
          onClick={() => change.mutate(chosen, { onSuccess: () => void toast(strings.workspaceSaved) })}
        >
          {settingsStrings.save}
        </Button>
      }
    >
      <div className="flex flex-col gap-8">
        <NameForm
          name={workspace.name}
          rename={rename}
          words={{ name: strings.workspaceName, save: strings.saveWorkspaceName, saved: strings.workspaceRenamed }}
          autoComplete="organization"
        />
        <div className="max-w-96">
          <TextField
            label={strings.commentLength}
            type="number"
            inputMode="numeric"
            min={1}
            max={most}
            placeholder={String(usual)}
            aria-invalid={!isValid}
            aria-describedby="comment-length"
            value={chosen.commentTextMax ?? ''}
            onChange={({ target }) =>
              choose({ ...chosen, commentTextMax: target.value === '' ? null : Number(target.value) })
            }
          />
          <p id="comment-length" className="mt-1.5 text-pretty text-muted">
            {strings.aboutCommentLength(numberText(usual), numberText(most))}
          </p>
        </div>
        <fieldset>
          <legend className="mb-2 font-medium">{strings.windowPolicy}</legend>
          <div className="flex flex-col gap-3">
            {policies.map((policy) => (
              <div key={policy}>
                <label className="flex items-start gap-2">
                  <input
                    type="radio"
                    name="policy"
                    className="mt-0.5 size-4 accent-accent"
                    aria-describedby={`source-${policy}`}
                    checked={chosen.windowPolicy === policy}
                    onChange={() => choose({ ...chosen, windowPolicy: policy })}
                  />
                  {strings.windowPolicies[policy]}
                </label>
                <p id={`source-${policy}`} className="ml-6 text-pretty text-muted">
                  {strings.policySource(strings.policySources[policy], dateText(windowPolicies[policy].asOf))}
                </p>
              </div>
            ))}
          </div>
        </fieldset>
      </div>
    </Page>
  );
}

const policies: readonly WindowPolicyName[] = ['flat', 'tiered'];
