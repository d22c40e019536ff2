import { z } from 'zod';

/** The parts of TikTok's API that differ by region, each looked up by itself (ACC-14). */
export const RegionalApi = z.enum(['messages', 'images', 'comments']);
export type RegionalApi = z.infer<typeof RegionalApi>;

const codes = (list: string): string[] => list.split(' ');

const euCountries = codes('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE');
const eeaCountries = [...euCountries, ...codes('IS LI NO')];

export const RegionRule = z.object({
  api: RegionalApi,
  /** Whose region counts: where the account is registered, where the customer is, or each of the two. */
  of: z.enum(['account', 'customer', 'both']),
  /** ISO 3166-1 alpha-2: there the API does not work. */
  closedIn: z.array(z.string().length(2)),
  text: z.string(),
  source: z.string(),
  asOf: z.iso.date(),
});
export type RegionRule = z.infer<typeof RegionRule>;

/**
 * Where TikTok's APIs do not work, as shipped; an installation may have a newer list (`duet regions`). The comments API
 * has no published region wall.
 */
export const regionRules: readonly RegionRule[] = [
  {
    api: 'messages',
    of: 'account',
    closedIn: [...eeaCountries, 'CH', 'GB', 'US'],
    text: 'Accounts registered in the European Economic Area, Switzerland, the United Kingdom and the USA cannot use messages through the API.',
    source: 'TikTok, supported regions of Business Messaging, portal page 1832184145137922',
    asOf: '2026-08-24',
  },
  {
    api: 'messages',
    of: 'customer',
    closedIn: [...eeaCountries, 'CH', 'GB', 'US'],
    text: 'Messages of people in the European Economic Area, Switzerland, the United Kingdom and the USA are not received.',
    source: 'TikTok, supported regions of Business Messaging, portal page 1832184145137922',
    asOf: '2026-08-24',
  },
  {
    api: 'images',
    of: 'both',
    closedIn: [...euCountries, ...codes('AU CO GB IN IR JP KP KR NG PH RU TR UA US')],
    text: 'Pictures in messages are reported to be unavailable in these countries. TikTok decides for each conversation.',
    source: 'respond.io, TikTok channel; TikTok answers for a conversation, portal page 1836061597865986',
    asOf: '2026-08-24',
  },
];

/** What is known of regions: TikTok's API tells neither country, but whether messages are closed to an account. */
export interface Regions {
  /** ISO 3166-1 alpha-2; null while unknown. */
  readonly account: string | null;
  readonly customer: string | null;
  /** TikTok refused its messaging API to this account (ACC-10). */
  readonly messagingClosed: boolean;
  readonly rules: readonly RegionRule[];
}

export const unknownRegions: Regions = {
  account: null,
  customer: null,
  messagingClosed: false,
  rules: regionRules,
};

/** Whether what is known of the regions closes this API. What is unknown closes nothing: TikTok's answer decides. */
export function isClosed(api: RegionalApi, regions: Regions): boolean {
  if (api === 'messages' && regions.messagingClosed) return true;
  return regions.rules
    .filter((rule) => rule.api === api)
    .some(({ of, closedIn }) => {
      const concerned = of === 'both' ? [regions.account, regions.customer] : [regions[of]];
      return concerned.some((region) => region !== null && closedIn.includes(region));
    });
}
