type Node = Record<string, unknown>;

const isObject = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const allowsNull = (part: unknown): boolean => isObject(part) && Array.isArray(part.type) && part.type.includes('null');

/**
 * Says "this thing or null" so that JSON Schema understands it. The generator writes `allOf: [{$ref}, {type: ['object', 'null']}]`, which
 * null can never satisfy, because the first part forbids it (OpenAPI 3.1 knows no `nullable`).
 * @returns the same document with `anyOf: [{$ref}, {type: 'null'}]` in those places
 */
export function withNullableReferences<T>(document: T): T {
  if (Array.isArray(document)) return document.map((part) => withNullableReferences(part)) as T;
  if (!isObject(document)) return document;
  const node = Object.fromEntries(Object.entries(document).map(([key, value]) => [key, withNullableReferences(value)]));
  const parts = node.allOf;
  if (!Array.isArray(parts) || !parts.some(allowsNull) || !parts.some((part) => isObject(part) && '$ref' in part))
    return node as T;
  const { allOf: _, ...rest } = node;
  const facts = parts.filter(allowsNull).map(({ type: _type, ...others }) => others);
  const references = parts.filter((part) => !allowsNull(part));
  return Object.assign({ anyOf: [...references, { type: 'null' }] }, ...facts, rest) as T;
}
