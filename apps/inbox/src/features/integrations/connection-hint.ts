/** Between the page that began a connection and TikTok's window. Only a hint: the page also asks the server. */
type Hint = { readonly kind: 'done' | 'goes-on-here'; readonly connectionId: string | null };

const name = 'duet-connection';
const answerWithinMs = 600;

/** The page that waits: hears that TikTok's window is done, and says that it goes on with this connection. */
export function hearConnections(connectionId: string, onDone: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Hint>) => {
    if (data.kind !== 'done') return;
    onDone();
    if (data.connectionId === connectionId) channel.postMessage({ kind: 'goes-on-here', connectionId } satisfies Hint);
  };
  return () => channel.close();
}

/** TikTok's window: tells that it is done. True when a page answers that it goes on with this connection. */
export function announceConnection(connectionId: string | null): Promise<boolean> {
  const channel = new BroadcastChannel(name);
  const answered = new Promise<boolean>((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<Hint>) =>
      data.kind === 'goes-on-here' && data.connectionId === connectionId && resolve(true);
    setTimeout(() => resolve(false), answerWithinMs);
  });
  channel.postMessage({ kind: 'done', connectionId } satisfies Hint);
  return answered.finally(() => channel.close());
}
