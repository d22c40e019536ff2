import { createServer, type AddressInfo, type Socket } from 'node:net';
import { closeAfterTest, createClient, json, startServer, type Answer } from '../test/recording-server.ts';
import { ids, refusalFixtures } from './fixtures/index.ts';
import {
  sendText,
  TikTokError,
  TikTokHttpError,
  TikTokRateLimited,
  TikTokRefused,
  TikTokTokenRejected,
  TikTokUnexpectedShape,
  TikTokUnreachable,
} from './index.ts';

const account = { businessId: ids.businessId, accessToken: ids.accessToken };

async function failureAt(baseUrl: string, timeoutMs = 10_000): Promise<TikTokError> {
  const client = createClient(baseUrl, { timeoutMs });
  const error = await sendText(client, account, { conversationId: ids.conversationId, text: 'Hi' }).then(
    () => new Error('expected the call to fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof TikTokError) return error;
  throw error;
}

async function failureOn(answer: Answer, timeoutMs?: number): Promise<{ error: TikTokError; arrived: number }> {
  const server = await startServer(answer);
  return { error: await failureAt(server.url, timeoutMs), arrived: server.requests.length };
}

/** A server below HTTP. @returns its port */
async function startTcpServer(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => socket.destroy()));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeAfterTest(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A port of 127.0.0.1 on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function html(status: number, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<html>no</html>');
  };
}

describe('no answer', () => {
  test('a refused connection sent nothing', async () => {
    const error = await failureAt(`http://127.0.0.1:${await freePort()}`);
    expect(error).toMatchObject({ name: TikTokUnreachable.name, performed: 'no', retry: 'backoff' });
    expect(error.cause).toMatchObject({ message: expect.stringContaining('ECONNREFUSED') });
  });

  test('a name that does not resolve sent nothing', async () => {
    expect(await failureAt('http://tiktok.invalid')).toMatchObject({ name: TikTokUnreachable.name, performed: 'no' });
  });

  test('a failed TLS handshake sent nothing', async () => {
    const port = await startTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const error = await failureAt(`https://127.0.0.1:${port}`);
    expect(error).toMatchObject({ name: TikTokUnreachable.name, performed: 'no' });
  });

  test('a TLS handshake that never ends sent nothing', async () => {
    const port = await startTcpServer(() => {});
    const error = await failureAt(`https://127.0.0.1:${port}`, 200);
    expect(error).toMatchObject({ name: TikTokUnreachable.name, performed: 'no' });
  });

  test('a connection reset after the request may have done it, and the request went out once', async () => {
    const { error, arrived } = await failureOn((_request, _response, socket) => socket.destroy());
    expect(error).toMatchObject({ name: TikTokUnreachable.name, performed: 'maybe', retry: 'backoff' });
    expect(arrived).toBe(1);
  });

  test('silence until the time-out may have done it, and the request went out once', async () => {
    const { error, arrived } = await failureOn(() => {}, 200);
    expect(error).toMatchObject({ name: TikTokUnreachable.name, performed: 'maybe', retry: 'backoff' });
    expect(arrived).toBe(1);
  });

  test('an answer that breaks off may have done it', async () => {
    const { error } = await failureOn((_request, response, socket) => {
      response.writeHead(200, { 'content-length': '999' }).write('{"code":0', () => socket.destroy());
    });
    expect(error).toMatchObject({ name: TikTokUnreachable.name, performed: 'maybe' });
  });

  test('an answer that is not HTTP may have done it', async () => {
    const port = await startTcpServer((socket) => socket.once('data', () => socket.end('what?\r\n\r\n')));
    const error = await failureAt(`http://127.0.0.1:${port}`);
    expect(error).toMatchObject({ name: TikTokUnreachable.name, performed: 'maybe' });
  });
});

describe('an answer without the envelope', () => {
  test.each<[string, Answer, number, string, string]>([
    ['a server error', html(502), 502, 'maybe', 'backoff'],
    ['a server error, even with an envelope', json({ code: 40002, message: 'x' }, 500), 500, 'maybe', 'backoff'],
    ['an HTML page with status 200', html(200), 200, 'maybe', 'backoff'],
    ['a redirect, which is not followed', html(302, { location: '/elsewhere/' }), 302, 'maybe', 'backoff'],
    ['a request time-out said by the server', html(408), 408, 'maybe', 'backoff'],
    ['a path the gateway does not know', html(404), 404, 'no', 'never'],
    ['a gateway that wants other credentials', html(401), 401, 'no', 'never'],
    ['success by its code under an error status', json({ code: 0, message: 'OK' }, 404), 404, 'no', 'never'],
  ])('%s', async (_case, answer, status, performed, retry) => {
    const { error, arrived } = await failureOn(answer);
    expect(error).toMatchObject({ name: TikTokHttpError.name, status, performed, retry });
    expect(arrived).toBe(1);
  });
});

describe('an answer that says no', () => {
  test.each(refusalFixtures.map((fixture) => [fixture.name, fixture]))('%s', async (_name, { body }) => {
    const { error } = await failureOn(json(body));
    expect(error).toMatchObject({ code: body.code, requestId: body.request_id });
    expect(error.message).toBe(
      `POST /business/message/send/: ${body.code} ${body.message} (request ${body.request_id})`,
    );
  });

  test("a refusal carries its reason, TikTok's own words and ours", async () => {
    const { error } = await failureOn(json({ code: 40064, message: 'Take a rest.', request_id: 'r1', data: {} }));
    expect(error).toBeInstanceOf(TikTokRefused);
    expect(error).toMatchObject({
      code: 40064,
      reason: 'messaging-rules',
      tiktokMessage: 'Take a rest.',
      requestId: 'r1',
      performed: 'no',
      retry: 'never',
      advice: expect.stringContaining('message rules'),
    });
  });

  test('a system error of TikTok may have done it', async () => {
    const { error } = await failureOn(json({ code: 51065, message: 'System error.' }));
    expect(error).toMatchObject({ reason: 'system', performed: 'maybe', retry: 'backoff', requestId: null });
  });

  test('a code under HTTP 400 counts as the code', async () => {
    const { error } = await failureOn(json({ code: 40002, message: 'text: too long', data: null }, 400));
    expect(error).toMatchObject({ name: TikTokRefused.name, reason: 'bad-request' });
  });

  test('too many requests: nothing was done, try in a second', async () => {
    const { error } = await failureOn(json({ code: 40100, message: 'Too many requests.' }));
    expect(error).toBeInstanceOf(TikTokRateLimited);
    expect(error).toMatchObject({ code: 40100, performed: 'no', retry: { afterMs: 1_000 } });
  });

  test.each([
    [{ 'retry-after': '7' }, 7_000],
    [{}, 1_000],
    [{ 'retry-after': 'soon' }, 1_000],
  ])('HTTP 429 with %j: nothing was done', async (headers, afterMs) => {
    const { error } = await failureOn(html(429, headers));
    expect(error).toMatchObject({ name: TikTokRateLimited.name, code: null, performed: 'no', retry: { afterMs } });
  });

  test.each([
    [40102, true],
    [40105, true],
    [40131, false],
  ])('%i rejects the token; whether refreshing may help: %s', async (code, refreshMayHelp) => {
    const { error } = await failureOn(json({ code, message: 'no' }));
    expect(error).toMatchObject({ name: TikTokTokenRejected.name, refreshMayHelp, performed: 'no', retry: 'never' });
  });
});

test('every failure says what happened and what to do now', async () => {
  const answers: Answer[] = [
    (_request, _response, socket) => socket.destroy(),
    html(502),
    html(404),
    html(429),
    json({ code: 40064, message: 'Take a rest.' }),
    json({ code: 40100, message: 'Too many requests.' }),
    json({ code: 40102, message: 'Expired.' }),
    json({ code: 0, message: 'OK' }),
  ];
  for (const answer of answers) {
    const { error } = await failureOn(answer);
    expect(error.advice).toMatch(/^(TikTok|The access).*\. (Wait|Look|Try)\b.*\.$/);
  }
});

describe('success in an unexpected shape', () => {
  test.each([
    ['no data', { code: 0, message: 'OK' }],
    ['null data', { code: 0, message: 'OK', data: null }],
    ['no message id', { code: 0, message: 'OK', data: { message: {} } }],
    ['an empty message id', { code: 0, message: 'OK', data: { message: { message_id: '' } } }],
  ])('%s may have sent the message', async (_case, body) => {
    const { error } = await failureOn(json(body));
    expect(error).toMatchObject({ name: TikTokUnexpectedShape.name, performed: 'maybe', retry: 'never' });
    expect(error.cause).toBeInstanceOf(Error);
  });
});
