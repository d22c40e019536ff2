import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly headers: string;
  readonly text: string;
}

/** A mail server on this machine that takes everything, unless it is told otherwise. */
export interface Mailbox {
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** What it answers to recipients from now on. */
  answer(code: 250 | 451 | 550): void;
  /** Nobody listens until it is resumed. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
  const received: ReceivedMail[] = [];
  let code = 250;
  let port = 0;
  let server: SMTPServer | null = null;

  async function resume(): Promise<void> {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) =>
        done(code === 250 ? null : Object.assign(new Error('not now'), { responseCode: code })),
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const [headers = '', ...rest] = Buffer.concat(chunks).toString().replaceAll('\r\n', '\n').split('\n\n');
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          received.push({ from, to: envelope.rcptTo.map(({ address }) => address), headers, text: rest.join('\n\n') });
          done();
        });
      },
    });
    const listening = server.listen(port, '127.0.0.1');
    await new Promise<void>((resolve) => listening.once('listening', () => resolve()));
    const address = listening.address();
    if (address !== null && typeof address === 'object') port = address.port;
  }

  async function pause(): Promise<void> {
    const running = server;
    server = null;
    if (running) await new Promise<void>((resolve) => running.close(resolve));
  }

  await resume();
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    answer: (next) => void (code = next),
    pause,
    resume,
    stop: pause,
  };
}
