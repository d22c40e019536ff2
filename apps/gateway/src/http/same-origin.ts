export interface OriginHeaders {
  readonly 'sec-fetch-site'?: string | string[] | undefined;
  readonly origin?: string | string[] | undefined;
}

/**
 * Whether our own pages sent a request, by what no other page can forge. Browsers send Sec-Fetch-Site to trustworthy
 * addresses only (https, localhost); elsewhere Origin decides. `unknown` is a client that is no browser.
 */
export function originOf(headers: OriginHeaders, ourOrigin: string): 'same' | 'foreign' | 'unknown' {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'same' : 'foreign';
  if (headers.origin === undefined) return 'unknown';
  return headers.origin === ourOrigin ? 'same' : 'foreign';
}
