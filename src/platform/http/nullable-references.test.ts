import { expect, test } from 'vitest';
import { withNullableReferences } from './nullable-references.ts';

const TEXT = { $ref: '#/components/schemas/Text' };

test('a thing or null is one of the two', () => {
  expect(
    withNullableReferences({
      properties: { note: { allOf: [TEXT, { type: ['object', 'null'], description: 'A note.' }] } },
    }),
  ).toEqual({ properties: { note: { anyOf: [TEXT, { type: 'null' }], description: 'A note.' } } });
});

test('everything else stays as it is, wherever it stands', () => {
  const document = {
    paths: { '/x': { get: { tags: ['x'], parameters: [{ name: 'q', required: false, schema: { type: 'string' } }] } } },
    components: {
      schemas: {
        Detail: { allOf: [TEXT, { type: 'object', properties: { size: { type: ['number', 'null'] } } }] },
        Told: { allOf: [TEXT, { description: 'Words.' }] },
        Nothing: null,
      },
    },
  };
  expect(withNullableReferences(document)).toEqual(document);
});
