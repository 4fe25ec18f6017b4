import { threadTags } from '#core/comments/index.ts';
import { definePage } from '#platform/page.ts';
import { readConsultation } from '../access.ts';
import { ConsultationView, type ShownConsultation, shownConsultation } from './consultation-view.tsx';
import { addressed } from './loading.ts';

/** A consultation: what can change and what not, who decides, its stages with what to do in each, and what came of those that are over. */
export const consultationPage = definePage<unknown, ShownConsultation>({
  name: 'consultations.consultation-page',
  path: '/consultations/:reference',
  on: 'both',
  access: readConsultation,
  load: async (request) => shownConsultation(request, await addressed(request)),
  cache: (data) => [
    `consultation:${data.reference}`,
    ...[...data.counts.keys()].map((id) => `proposal-call:${id}`),
    ...[...data.held.values()].flatMap(({ tags }) => tags),
    ...threadTags(data.comments),
    ...(data.place ? ['territories'] : []),
  ],
  view: ({ data }) => <ConsultationView data={data} />,
});
