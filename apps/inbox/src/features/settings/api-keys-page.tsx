import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Confirmation } from '../../components/ui/dialog.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { shortDateTime } from '../../lib/times.ts';
import { type ApiKey, useApiKeys, useRevokeApiKey } from './api/api-keys.ts';
import { ApiKeyForm } from './components/api-key-form.tsx';
import { Page } from '../../components/page.tsx';
import { strings } from './account-strings.ts';
import { strings as peopleStrings } from './people-strings.ts';

/** Keys with which programs come in. */
export function ApiKeysPage() {
  const { data: apiKeys, error } = useApiKeys();
  const [isMaking, setMaking] = useState(false);
  const isEmpty = apiKeys && apiKeys.length === 0;
  const make = (
    <Button look="primary" onClick={() => setMaking(true)}>
      {strings.newApiKey}
    </Button>
  );
  return (
    <Page title={strings.apiKeys} about={strings.aboutApiKeys} error={error} action={isEmpty === false && make}>
      {isEmpty && <EmptyState icon={<KeyRound size={28} />} sentence={strings.noApiKeys} action={make} />}
      <ul aria-label={strings.apiKeys}>
        {apiKeys?.map((apiKey) => (
          <Row key={apiKey.id} apiKey={apiKey} />
        ))}
      </ul>
      {isMaking && <ApiKeyForm onClose={() => setMaking(false)} />}
    </Page>
  );
}

function Row({ apiKey }: { apiKey: ApiKey }) {
  const { name, role, prefix, createdAt, lastUsedAt, revokedAt } = apiKey;
  const revoke = useRevokeApiKey();
  const [isAsking, setAsking] = useState(false);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line py-2.5">
      <div className="min-w-44 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <bdi className="min-w-0 truncate text-base font-medium">{name}</bdi>
          <Badge>{peopleStrings.roles[role]}</Badge>
          {revokedAt !== null && <Badge tone="danger">{strings.revoked}</Badge>}
        </p>
        <p className="text-muted">
          <code>{prefix}…</code> · {strings.made(shortDateTime(createdAt))} ·{' '}
          {lastUsedAt === null ? strings.neverUsed : strings.lastUsed(shortDateTime(lastUsedAt))}
        </p>
      </div>
      {revokedAt === null && (
        <Button small aria-label={strings.revokeKey(name)} disabled={revoke.isPending} onClick={() => setAsking(true)}>
          {strings.revoke}
        </Button>
      )}
      <Confirmation
        open={isAsking}
        onClose={() => setAsking(false)}
        title={strings.revokeKey(name)}
        description={strings.aboutRevoking}
        action={strings.revoke}
        danger
        onAction={() => revoke.mutate(apiKey, { onError: (error) => void toast.error(sentenceOf(error)) })}
      />
    </li>
  );
}
