import { faultKinds, type FaultDefinition } from '../faults/entities.ts';
import { endpoints } from '../gateway/endpoints.ts';
import { type AppConfig, redirectUriProblem } from '../platform/app-config.ts';
import type { ClockChange } from '../platform/clock.ts';
import type { Platform } from '../platform/platform.ts';
import type { Settings } from '../platform/settings.ts';
import { accountNamed } from './parties.ts';
import { ControlRefusal } from './refusal.ts';
import { flag, integer, natural, object, route, text } from './route.ts';

const share = { type: 'number', minimum: 0, maximum: 1 };
const delayRange = object({ min: natural, max: natural }, ['min', 'max']);
const limit = { type: ['integer', 'null'], minimum: 1 };

const settingsSchema = object({
  commentTextMax: natural,
  windowMode: { enum: ['flat', 'tiered'] },
  echoDelay: delayRange,
  echoBeforeResponse: share,
  customerEventDelay: delayRange,
  ownCommentPublicDelay: delayRange,
  visibilityDelay: delayRange,
  spamMode: flag,
  refreshGraceSeconds: natural,
  deadCodeError: { enum: [40110, 40131] },
  retryScale: { type: 'number', exclusiveMinimum: 0 },
  webhookTimeoutMs: natural,
  allowLoopbackRedirect: flag,
  commentTextInWebhook: flag,
  excludedSendersReadable: flag,
  strangersWait: flag,
  askForLogin: flag,
  appQps: limit,
  accountEndpointQpm: limit,
});

const faultSchema = object(
  {
    kind: { enum: [...faultKinds] },
    account: text,
    endpoint: { enum: endpoints.map(({ path }) => path) },
    event: text,
    count: { type: 'integer', minimum: 1 },
    probability: share,
    seed: integer,
    ms: natural,
    code: integer,
    message: text,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    html: flag,
    performed: flag,
    copies: { type: 'integer', minimum: 1 },
  },
  ['kind'],
);

const clockSchema = {
  ...object({ offsetMs: integer, advanceMs: integer, nowMs: integer }),
  minProperties: 1,
  maxProperties: 1,
};

/** Clock, knobs, faults, the app's registration, and starting over. */
export const settingsRoutes = [
  route({
    method: 'GET',
    path: '/health',
    summary: 'Answers while the simulator works',
    perform: ({ platform }) => ({ status: 'ok', pendingDeliveries: platform.deliveries.counts().pending }),
  }),
  route<unknown, { seed?: boolean }>({
    method: 'POST',
    path: '/reset',
    summary: "Forgets everything but the app's registration; seeds again unless told otherwise",
    body: object({ seed: flag }),
    perform(context, { body }) {
      context.reset(body.seed ?? true);
      return {};
    },
  }),
  route({
    method: 'GET',
    path: '/clock',
    summary: "The platform's time",
    perform: ({ platform }) => showClock(platform),
  }),
  route<unknown, ClockChange>({
    method: 'POST',
    path: '/clock',
    summary: "Moves the platform's time: an offset, an advance, or a time to be",
    body: clockSchema,
    perform({ platform }, { body }) {
      platform.clock.change(body);
      return showClock(platform);
    },
  }),
  route({
    method: 'GET',
    path: '/settings',
    summary: 'The knobs',
    perform: ({ platform }) => platform.settings.current,
  }),
  route<unknown, Partial<Settings>>({
    method: 'POST',
    path: '/settings',
    summary: 'Changes the knobs named',
    body: settingsSchema,
    perform: ({ platform }, { body }) => platform.settings.change(body),
  }),
  route({
    method: 'GET',
    path: '/app',
    summary: "The app's registration",
    perform: ({ platform }) => platform.app.current,
  }),
  route<unknown, Partial<AppConfig>>({
    method: 'POST',
    path: '/app',
    summary: 'Changes client key, secret or redirect URLs',
    body: object({ clientKey: text, clientSecret: text, redirectUris: { type: 'array', items: text } }),
    perform({ platform }, { body }) {
      const { allowLoopbackRedirect } = platform.settings.current;
      const problem = redirectUriProblem(body.redirectUris ?? [], allowLoopbackRedirect);
      if (problem !== undefined) throw new ControlRefusal(400, problem);
      return platform.app.change(body);
    },
  }),
  route({
    method: 'GET',
    path: '/faults',
    summary: 'Scripted faults',
    perform: ({ platform }) => platform.faults.list(),
  }),
  route<unknown, FaultDefinition>({
    method: 'POST',
    path: '/faults',
    summary: 'Scripts a fault, for one account or endpoint or for all, so many times or until removed',
    body: faultSchema,
    perform({ platform }, { body }) {
      const account = body.account === undefined ? {} : { account: accountNamed(platform, body.account).openId };
      return platform.faults.add({ ...body, ...account });
    },
  }),
  route({
    method: 'DELETE',
    path: '/faults',
    summary: 'Removes all faults',
    perform({ platform }) {
      platform.faults.clear();
      return {};
    },
  }),
  route({
    method: 'DELETE',
    path: '/faults/{id}',
    summary: 'Removes one fault',
    perform({ platform }, { params }) {
      platform.faults.remove(Number(params['id']));
      return {};
    },
  }),
];

function showClock({ clock }: Platform) {
  return { nowMs: clock.now(), offsetMs: clock.offsetMs, realNowMs: clock.realNow() };
}
