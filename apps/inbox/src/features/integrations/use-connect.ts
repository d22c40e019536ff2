import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { newIntent } from '../../lib/intent.ts';
import { keys } from '../../lib/query-keys.ts';
import { readStored, writeStored } from '../../lib/stored.ts';
import { useConnection, useConnectStart } from './api/connect.ts';
import { hearConnections } from './connection-hint.ts';
import { openConnectWindow } from './connect-window.ts';

export type WindowState = 'open' | 'blocked' | 'closed';

const lookMs = 700;

/**
 * The connection under way. Its id stands in the address, so that a reload, TikTok's redirect into this very page
 * or a closed window lose nothing; one that was authorized but not finished is taken up again.
 */
export function useConnect() {
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const connectionId = search.get('connection');
  const start = useConnectStart();
  const connection = useConnection(connectionId, true);
  const unfinished = useConnection(connectionId === null ? readStored('connection') : null, false);
  const [popup, setPopup] = useState<Window | null>(null);
  const [windowState, setWindowState] = useState<WindowState>('blocked');
  const isWaiting = connectionId !== null && connection.data?.state === 'waiting';

  useEffect(() => {
    if (connectionId === null) return;
    return hearConnections(connectionId, () => {
      void client.invalidateQueries({ queryKey: keys.connection(connectionId) });
    });
  }, [client, connectionId]);

  useEffect(() => {
    if (!popup || !isWaiting) return;
    const look = setInterval(() => setWindowState(popup.closed ? 'closed' : 'open'), lookMs);
    return () => clearInterval(look);
  }, [popup, isWaiting]);

  function goTo(id: string | null) {
    writeStored('connection', id);
    setSearch(id === null ? {} : { connection: id }, { replace: true });
  }

  function begin(channelId?: string) {
    const opened = openConnectWindow();
    setPopup(opened);
    setWindowState(opened ? 'open' : 'blocked');
    start.mutate(
      { channelId, intent: newIntent() },
      {
        onSuccess: ({ connectionId: id, authorizeUrl }) => {
          if (opened) opened.location.href = authorizeUrl;
          goTo(id);
        },
        onError: () => opened?.close(),
      },
    );
  }

  /** Takes an authorized connection up again at its setup; false when there is none. */
  function resume(): boolean {
    const stored = readStored('connection');
    if (stored === null || unfinished.data?.state !== 'authorized') return false;
    goTo(stored);
    return true;
  }

  function leave() {
    start.reset();
    setSearch({}, { replace: true });
  }

  return {
    connectionId,
    connection: connection.data ?? null,
    error: start.error ?? connection.error,
    isStarting: start.isPending,
    authorizeUrl: start.data?.authorizeUrl ?? null,
    windowState,
    begin,
    resume,
    leave,
    finish: () => goTo(null),
  };
}

export type Connect = ReturnType<typeof useConnect>;
