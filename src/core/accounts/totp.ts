import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;

/** A new secret for an authenticator app, in base 32: 160 bits, as RFC 4226 asks. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totpOf(secret: string, issuer = 'Jamaa', label = ''): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD });
}

/** The address that apps read from a QR code. `label`: whose account it is, in the app's list. */
export function totpAddress(secret: string, issuer: string, label: string): string {
  return totpOf(secret, issuer, label).toString();
}

/**
 * The time step whose code this is: now, the one before or the one after, for clocks that are not quite right. Undefined when it is none of
 * them. Whoever asks must refuse steps that are not later than the last one taken (RFC 6238, 5.2).
 */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD) + delta;
}

/** The code of this moment, as an app shows it: for tests. */
export function totpCode(secret: string, now: Date): string {
  return totpOf(secret).generate({ timestamp: now.getTime() });
}
