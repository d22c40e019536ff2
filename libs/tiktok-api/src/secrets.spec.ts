import { inspect } from 'node:util';
import { createClient, json, startServer, type Answer } from '../test/recording-server.ts';
import * as api from './index.ts';

// Characters that change their spelling in a query and in JSON, so that a leak cannot hide behind an encoding.
const CANARY = 'canary+/="\\7f3a é';
// Goes into a header, which takes fewer characters.
const TOKEN = 'canary+/=7f3a';
const LEAK = /canary|7f3a/;

const account = { businessId: 'b', accessToken: TOKEN };
const media = { conversationId: 'c', messageId: 'm', mediaId: 'x', mediaType: 'image' } as const;

/** Every call that carries a secret. */
const calls: Record<string, (client: api.TikTokClient) => Promise<unknown>> = {
  'reading a webhook, whose query holds the app secret': (client) => api.getWebhook(client, 'COMMENT'),
  'setting a webhook': (client) => api.updateWebhook(client, { category: 'COMMENT', callbackUrl: 'https://x.example' }),
  'deleting a webhook': (client) => api.deleteWebhook(client, 'COMMENT'),
  'exchanging a code': (client) => api.exchangeCode(client, { authCode: CANARY, redirectUri: 'https://x.example/' }),
  'refreshing tokens': (client) => api.refreshTokens(client, CANARY),
  'revoking an access': (client) => api.revokeAccess(client, CANARY),
  'asking about a token': (client) => api.tokenInfo(client, CANARY),
  'sending a message': (client) => api.sendText(client, account, { conversationId: 'c', text: 'Hi' }),
  'downloading media': (client) => api.downloadMedia(client, account, media),
};

/** A TikTok that repeats everything it was sent, as debug pages do, in an answer of some kind. */
const echoes: Record<string, (all: string) => Answer> = {
  'a refusal': (all) => json({ code: 40002, message: all }),
  'a rejected token': (all) => json({ code: 40105, message: all }),
  'a rate limit': (all) => json({ code: 40100, message: all }),
  'an unexpected shape': (all) => json({ code: 0, data: [all] }),
  'an HTML page': (all) => (_request, response) => response.writeHead(500).end(`<html>${all}</html>`),
  'a reset': () => (_request, _response, socket) => socket.destroy(),
};

const cases = Object.keys(calls).flatMap((name) => Object.keys(echoes).map((kind) => [name, kind] as const));

// These read nothing from a success, so no shape is unexpected.
const readsNothing = ['setting a webhook', 'deleting a webhook', 'revoking an access'];

test.each(cases.filter(([name, kind]) => !(readsNothing.includes(name) && kind === 'an unexpected shape')))(
  'no secret shows in the error of %s after %s',
  async (name, kind) => {
    let sent = '';
    const server = await startServer((request, response, socket) => {
      sent = `${request.target} ${JSON.stringify(request.headers)} ${request.body.toString()}`;
      echoes[kind]!(sent)(request, response, socket);
    });

    const error = await failureOf(calls[name]!(createClient(server.url, { clientSecret: CANARY })));

    expect(sent).toMatch(LEAK);
    expect(error).toBeInstanceOf(api.TikTokError);
    expect(everythingIn(error)).not.toMatch(LEAK);
  },
);

test.each(Object.keys(calls))('no secret shows in the error of %s when fetch itself tells all', async (name) => {
  const client = createClient('https://tiktok.example', {
    clientSecret: CANARY,
    fetch: async (input, init) => {
      const cause = new Error(`headers ${JSON.stringify(init?.headers)} body ${String(init?.body)}`);
      throw new TypeError(`could not fetch ${String(input)}`, { cause });
    },
  });

  const error = await failureOf(calls[name]!(client));

  expect(error).toMatchObject({ name: 'TikTokUnreachable', performed: 'maybe' });
  expect(everythingIn(error)).toContain('[redacted]');
  expect(everythingIn(error)).not.toMatch(LEAK);
});

test('a client shown in a log holds no secret', () => {
  expect(everythingIn(createClient('https://tiktok.example', { clientSecret: CANARY }))).not.toMatch(LEAK);
});

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => null,
    (error: unknown) => error,
  );
}

function everythingIn(value: unknown): string {
  return `${inspect(value, { depth: Infinity, showHidden: true, getters: true })} ${JSON.stringify(value)}`;
}
