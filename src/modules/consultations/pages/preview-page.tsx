import { timingSafeEqual } from 'node:crypto';
import { NotFound } from '#platform/errors.ts';
import { definePage } from '#platform/page.ts';
import { readConsultations } from '../access.ts';
import { previewWord } from '../preview.ts';
import { ConsultationView, type ShownConsultation, shownConsultation } from './consultation-view.tsx';
import { addressed } from './loading.ts';

/**
 * A draft, for whoever was given its link: as everybody will see it. Never kept, never found by search engines. Once it is published the
 * link shows what everybody sees.
 */
export const previewPage = definePage<unknown, ShownConsultation>({
  name: 'consultations.preview-page',
  path: '/consultations/:reference/preview/:word',
  on: 'both',
  access: readConsultations,
  load: async (request) => {
    const found = await addressed(request);
    if (found.state === 'draft' && !isSame(previewWord(request.around.keys, found), request.params.word))
      throw new NotFound();
    return shownConsultation(request, found);
  },
  view: ({ data }) => <ConsultationView data={data} />,
});

function isSame(word: string | undefined, given = ''): boolean {
  const [one, other] = [Buffer.from(word ?? ''), Buffer.from(given)];
  return word !== undefined && one.length === other.length && timingSafeEqual(one, other);
}
