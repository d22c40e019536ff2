export interface AuthCode {
  code: string;
  openId: string;
  /** Comma-separated, as on the wire. */
  scopes: string;
  redirectUri: string;
  expiresAt: number;
  usedAt: number | null;
}

export interface Token {
  token: string;
  kind: 'access' | 'refresh';
  /** All tokens that come from one consent share it and die with it. */
  grantId: string;
  openId: string;
  scopes: string;
  consentedAt: number;
  expiresAt: number;
  /** When the token stopped or will stop working before it expires; null while nobody revoked or rotated it. */
  deadAt: number | null;
}

export interface TokenPair {
  access: Token;
  refresh: Token;
}
