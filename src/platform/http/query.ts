/** A query as an object: repeated names become lists. Bounded: beyond 60 values the rest is dropped. */
export function queryObject(query: URLSearchParams): Record<string, string | string[]> {
  // Without a prototype: `constructor` and `__proto__` are names like any other.
  const object: Record<string, string | string[]> = Object.create(null);
  let count = 0;
  for (const [name, value] of query) {
    if (++count > 60) break;
    const known = object[name];
    if (known === undefined) object[name] = value;
    else object[name] = [known, value].flat();
  }
  return object;
}
