import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * Scripts come from here alone. Pictures of customers and posts come from TikTok; notices bring their styles with them.
 * TikTok's consent page opens in a window of its own, which `same-origin` would cut off.
 */
export function securityHeaders(publicUrl: string): FastifyHelmetOptions {
  const isSecure = new URL(publicUrl).protocol === 'https:';
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:', ...(isSecure ? [] : ['http:'])],
        mediaSrc: ["'self'", 'blob:', 'https:', ...(isSecure ? [] : ['http:'])],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
  };
}
