/** The value of a cookie of a request. */
export function cookieOf(request: Request, name: string): string | undefined {
  const header = request.headers.get('cookie');
  if (!header) return undefined;
  for (const part of header.split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}

/** A `Set-Cookie` value. Cookies are kept from script unless `readable`; `maxAge` in seconds, absent: until the browser closes. */
export function setCookie(
  name: string,
  value: string,
  options: { secure: boolean; maxAge?: number; readable?: boolean },
): string {
  const parts = [`${name}=${value}`, 'Path=/', 'SameSite=Lax'];
  if (options.secure) parts.push('Secure');
  if (!options.readable) parts.push('HttpOnly');
  if (options.maxAge !== undefined) parts.push(`Max-Age=${options.maxAge}`);
  return parts.join('; ');
}
