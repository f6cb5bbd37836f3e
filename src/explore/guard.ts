/** Guard: lets in only who was given the address, on this machine; other pages in the same browser are kept out. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Guard {
  readonly token: string;
  /** A name that resolves here is no proof of being here: only our own two names are answered (DNS rebinding). */
  knowsHost(request: IncomingMessage): boolean;
  /** By cookie or by `Authorization: Bearer`; a request that another page makes is refused by its Origin. */
  admits(request: IncomingMessage): boolean;
  isToken(given: string | null): boolean;
  cookie(): string;
}

export function openGuard(port: () => number, token: string = randomBytes(24).toString('base64url')): Guard {
  const hosts = () => [`127.0.0.1:${port()}`, `localhost:${port()}`];
  // Cookies do not tell ports apart; the name does.
  const cookieName = () => `entente-${port()}`;
  const isToken = (given: string | null): boolean => {
    const [a, b] = [Buffer.from(given ?? ''), Buffer.from(token)];
    return a.length === b.length && timingSafeEqual(a, b);
  };
  const cookieOf = (request: IncomingMessage): string | null => {
    const cookies = (request.headers.cookie ?? '').split('; ').map((cookie) => cookie.split('=') as [string, string?]);
    return cookies.find(([name]) => name === cookieName())?.[1] ?? null;
  };
  return {
    token,
    isToken,
    knowsHost: ({ headers }) => hosts().includes(headers.host ?? ''),
    admits(request) {
      const { origin, authorization = '' } = request.headers;
      if (origin !== undefined && !hosts().some((host) => origin === `http://${host}`)) return false;
      return isToken(authorization.replace(/^Bearer /u, '')) || isToken(cookieOf(request));
    },
    cookie: () => `${cookieName()}=${token}; HttpOnly; SameSite=Strict; Path=/`,
  };
}
