import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findQuote } from './amend.ts';
import { sentencesOf } from './sentences.ts';

test('an article is offered sentence by sentence, line by line', () => {
  expect(
    sentencesOf('تعقد الجلسات علنا. ويعلن عن تاريخها؟ نعم؛ قبل أسبوع.\nيستثنى من ذلك:\n- الجلسات السرية.'),
  ).toEqual(['تعقد الجلسات علنا.', 'ويعلن عن تاريخها؟', 'نعم؛', 'قبل أسبوع.', 'يستثنى من ذلك:', '- الجلسات السرية.']);
  expect(sentencesOf('Selon l’art. 3 de la loi, l’accès est libre. Il est gratuit.')).toEqual([
    'Selon l’art. 3 de la loi, l’accès est libre.',
    'Il est gratuit.',
  ]);
});

test('every sentence that is offered can be quoted: it stands there once', () => {
  const words = fc.constantFrom('eau', 'Eau', 'ماء', '3', '.', '؟ ', '; ', '\n', ' ', 'L’eau', '(5.000 DH)');
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
      const body = parts.join(' ');
      for (const sentence of sentencesOf(body)) expect(findQuote(body, sentence)).toBeTypeOf('object');
    }),
  );
});
