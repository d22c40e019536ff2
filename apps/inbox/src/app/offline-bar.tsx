import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLiveStatus } from '../lib/live-status.ts';
import { strings } from './strings.ts';

/** A reconnection that takes less is not worth a word. */
const graceMs = 3_000;

export function OfflineBar() {
  const status = useLiveStatus();
  return status === 'up' ? null : <LateBar key={status} />;
}

function LateBar() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), graceMs);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div
      role="status"
      className="flex shrink-0 items-center justify-center gap-2 bg-ink px-4 py-1.5 font-medium text-canvas"
    >
      <WifiOff size={14} aria-hidden />
      {strings.offline}
    </div>
  );
}
