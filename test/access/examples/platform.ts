import type { MakeExamples } from '../example.ts';

export const platformExamples: MakeExamples = async ({ db }) => {
  // Somebody has signed in by the code of a letter.
  const { id } = await db.selectFrom('letter').select('id').limit(1).executeTakeFirstOrThrow();
  const one = { params: { id } };
  return {
    pages: {
      'platform.letter-page': one,
      'platform.letter-html': one,
      'platform.letter-style': one,
      'platform.letter-file': {
        ...one,
        absent: 'the file is written when the letter is delivered, and no job runs here',
      },
    },
  };
};
