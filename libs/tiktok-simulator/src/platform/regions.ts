const eeaSwitzerlandUk =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO CH GB'.split(' ');
const noImages = [...eeaSwitzerlandUk, ...'AU CO IN IR JP NG KP PH RU KR TR UA US'.split(' ')];

/** Business Messaging is closed to business accounts there (tiktok-api.md §8; the USA as vendors report it). */
export function messagingIsClosed(region: string): boolean {
  return region === 'US' || eeaSwitzerlandUk.includes(region);
}

/** Senders there cause only the bare signal `im_receive_msg_eu` (§6.6). */
export function sendsBareSignal(region: string): boolean {
  return eeaSwitzerlandUk.includes(region);
}

/** A sender in the USA causes no event at all. */
export function sendsNothing(region: string): boolean {
  return region === 'US';
}

/** Images in direct messages need both sides in markets that have them (§4.4). */
export function imagesAllowed(...regions: string[]): boolean {
  return regions.every((region) => !noImages.includes(region));
}
