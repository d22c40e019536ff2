/** The address when it is one a person may be sent to; null for anything that is not http(s). */
export function safeLink(address: string): string | null {
  const url = URL.parse(address);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
