import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { signPetition as anyone } from '../access.ts';
import { stopNews } from '../actions/stop-news.ts';
import { readNewsToken } from '../news.ts';
import { isAskedForNews } from '../queries/news.ts';
import type { Petition } from '../queries/petitions.ts';
import { publicPetition } from './public-petition.ts';
import { inItsLanguage } from './words.tsx';

const query = z.object({ token: z.string().max(100) });
type Data = { petition: Petition; token: string; stopped: boolean };

/** Where the link of each letter to signatories leads: opening it changes nothing, the button or a mail program's click stops the letters. */
export const stopNewsPage = definePage<z.infer<typeof query>, Data>({
  name: 'petitions.stop-news-page',
  path: '/petitions/:reference/news',
  on: 'both',
  query,
  access: anyone,
  load: async (request) => {
    const petition = await publicPetition(request);
    const {
      db,
      around,
      query: { token },
    } = request;
    const id = readNewsToken(around.keys, token);
    if (id === undefined) throw new NotFound();
    return { petition, token, stopped: !(await isAskedForNews(db, petition, id)) };
  },
  view: ({ data }) => <StopNews {...data} />,
  submit: {
    proof: 'address',
    action: stopNews,
    input: (_values, { params, query: { token } }) => ({ petition: params.reference, token }),
  },
});

function StopNews({ petition, token, stopped }: Data) {
  const { t, ts } = usePage();
  const title = inItsLanguage(petition, petition.title);
  const path = `/petitions/${petition.reference}`;
  return (
    <Document
      title={ts(stopped ? 'petitions.news.stopped' : 'petitions.news.title')}
      crumbs={[{ label: petition.reference, path }]}
      canonical={null}
      noIndex
    >
      <PageHead
        title={t(stopped ? 'petitions.news.stopped' : 'petitions.news.title')}
        lead={<Multilingual text={title} />}
      />
      <p class="measure">{t(stopped ? 'petitions.news.stopped-text' : 'petitions.news.text')}</p>
      {!stopped && (
        <Form action={`${path}/news?${new URLSearchParams({ token })}`}>
          <Button>{t('petitions.news.stop')}</Button>
        </Form>
      )}
    </Document>
  );
}
