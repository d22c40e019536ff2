import { CircleX, LoaderCircle } from 'lucide-react';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../components/ui/button.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { useConnectComplete } from './api/connect.ts';
import { announceConnection } from './connection-hint.ts';
import { strings } from './strings.ts';

/** Long enough to read one line, far below the ten seconds of CON-14. */
const readMs = 1_500;

/** Where TikTok sends its window, or this page itself, after the consent. */
export function CallbackPage() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const given = (name: string) => search.get(name) ?? undefined;
  const complete = useConnectComplete({
    state: given('state') ?? '',
    code: given('code'),
    scopes: given('scopes'),
    error: given('error'),
  });
  const connectionId = complete.data?.connectionId;
  const { isError } = complete;

  useEffect(() => {
    if (isError) void announceConnection(null);
    if (connectionId === undefined) return;
    const goOnHere = () => void navigate(`/integrations?connection=${connectionId}`, { replace: true });
    let timer: ReturnType<typeof setTimeout> | undefined;
    void announceConnection(connectionId).then((goesOnElsewhere) => {
      if (!goesOnElsewhere) return goOnHere();
      timer = setTimeout(() => {
        window.close();
        // A window that the browser does not let close itself goes on here.
        timer = setTimeout(goOnHere, readMs);
      }, readMs);
    });
    return () => clearTimeout(timer);
  }, [connectionId, isError, navigate]);

  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 bg-canvas p-6 text-center">
      {isError ? (
        <>
          <CircleX size={32} aria-hidden className="text-danger" />
          <h1 className="text-lg font-semibold">{strings.failedTitle}</h1>
          <p role="alert" className="max-w-80 text-base text-muted">
            {sentenceOf(complete.error)}
          </p>
          <Button onClick={() => void navigate('/integrations?tab=available', { replace: true })}>
            {strings.backToIntegrations}
          </Button>
        </>
      ) : (
        <>
          <LoaderCircle size={32} aria-hidden className="animate-spin text-accent" />
          <h1 className="text-lg font-semibold">{strings.processing}</h1>
          <p role="status" className="text-base text-muted">
            {complete.data ? strings.connectedAccount : strings.processingText}
          </p>
        </>
      )}
    </main>
  );
}
