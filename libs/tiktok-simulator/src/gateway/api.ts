import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestFault } from '../faults/injector.ts';
import type { Platform } from '../platform/platform.ts';
import { authenticate } from './authenticate.ts';
import { Answer, type Data, type Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { interrupt, pause } from './interruptions.ts';
import { isRecord, Params } from './params.ts';
import { RateLimits } from './rate-limits.ts';
import { Refusal } from './refusal.ts';
import type { RequestLog } from './request-log.ts';

export const apiPrefix = '/open_api/v1.3';
const echoHeadStartMs = 1000;

interface Verdict {
  code: number;
  message: string;
  data: Data;
  afterDelivery?: number | undefined;
}

/** TikTok's API: HTTP 200 with an envelope for whatever reaches its logic (tiktok-api.md §1.4). */
export function registerApi(app: FastifyInstance, platform: Platform, log: RequestLog): void {
  const limits = new RateLimits(platform.settings);
  for (const endpoint of endpoints) {
    app.route({
      method: endpoint.method,
      url: `${apiPrefix}${endpoint.path}`,
      handler: (request, reply) => answer(platform, limits, log, endpoint, request, reply),
    });
  }
}

async function answer(
  platform: Platform,
  limits: RateLimits,
  log: RequestLog,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const realAt = Date.now();
  const values = endpoint.method === 'GET' ? request.query : request.body;
  const params = new Params(isRecord(values) ? values : {});
  const account = accountOf(platform, request, values);
  const fault = platform.faults.forRequest(endpoint.path, account);
  await pause(fault.latencyMs);
  const limited = limits.exceeds(endpoint.path, account, realAt);
  const verdict = limited || !fault.performed ? undefined : decide(platform, endpoint, params, request);
  log.add({
    realAt,
    path: endpoint.path,
    account,
    code: limited ? 40100 : answeredCode(fault, verdict),
    performed: verdict?.code === 0,
  });
  if (limited)
    return sendEnvelope(reply, { code: 40100, message: 'Too many requests. Please retry in some time.', data: {} });
  return conclude(platform, reply, fault, verdict);
}

function answeredCode({ interruption }: RequestFault, verdict: Verdict | undefined): number | undefined {
  if (!interruption) return verdict?.code;
  return interruption.kind === 'refuse' ? interruption.code : undefined;
}

async function conclude(
  platform: Platform,
  reply: FastifyReply,
  { interruption }: RequestFault,
  verdict: Verdict | undefined,
): Promise<FastifyReply> {
  if (interruption?.kind === 'refuse') return sendEnvelope(reply, { ...interruption, data: {} });
  if (interruption) return interrupt(reply, interruption);
  if (!verdict) throw new Error('an uninterrupted call has a verdict');
  if (verdict.afterDelivery !== undefined)
    await platform.dispatcher.whenAttempted(verdict.afterDelivery, echoHeadStartMs);
  return sendEnvelope(reply, verdict);
}

/** A POST is one durable transaction; a refusal rolls it back. */
function decide(platform: Platform, endpoint: Endpoint, params: Params, request: FastifyRequest): Verdict {
  try {
    const run = () => perform(platform, endpoint, params, request);
    const result = endpoint.method === 'GET' ? run() : platform.commit(run);
    const data = result instanceof Answer ? result.data : result;
    return { code: 0, message: 'OK', data, afterDelivery: result instanceof Answer ? result.afterDelivery : undefined };
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, message: error.message, data: {} };
    throw error;
  }
}

function perform(platform: Platform, endpoint: Endpoint, params: Params, request: FastifyRequest): Data | Answer {
  if (endpoint.caller === 'app') return endpoint.perform(platform, params);
  const call = authenticate(platform, endpoint, params, headerText(request.headers['access-token']));
  return endpoint.perform(platform, call);
}

/** Which account a call concerns, known before it is checked, for the faults of one account. */
function accountOf(platform: Platform, request: FastifyRequest, values: unknown): string | undefined {
  const fields = isRecord(values) ? values : {};
  const named = fields['business_id'];
  if (typeof named === 'string') return named;
  const token = headerText(request.headers['access-token']) ?? fields['refresh_token'] ?? fields['access_token'];
  return typeof token === 'string' ? platform.oauth.find(token)?.openId : undefined;
}

function headerText(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function sendEnvelope(reply: FastifyReply, { code, message, data }: Verdict): FastifyReply {
  const id = randomBytes(12).toString('hex').toUpperCase();
  return reply.code(200).header('x-tt-logid', id).send({ code, message, request_id: id, data });
}

/** What never reaches an endpoint: no closing slash, unknown path, wrong method, unreadable body. */
export function answerUnrouted(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '';
  if (!path.startsWith('/open_api/') || !path.endsWith('/')) {
    return reply.code(404).type('text/plain').send('404 page not found');
  }
  const known = endpoints.some((endpoint) => `${apiPrefix}${endpoint.path}` === path);
  if (known) return reply.code(405).type('text/plain').send('405 method not allowed');
  return sendEnvelope(reply, { code: 40006, message: 'no schema found', data: {} });
}

export function answerUnreadable(reply: FastifyReply): FastifyReply {
  return sendEnvelope(reply, { code: 40002, message: 'The body cannot be read.', data: {} });
}
