import { z } from 'zod';
import { allInstitutions, type Institution, nationalPortal } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Law } from '#platform/html/text.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { oneself } from '../access.ts';
import { sendRequest } from '../actions/send-request.ts';
import { CollectionNotice } from '../collection-notice.tsx';
import { collectionNotice, type Notice } from '../processings.ts';
import { REQUEST_KINDS, type RequestKind } from '../request.ts';

const query = z.object({ kind: z.enum(REQUEST_KINDS).catch('rectification') });
type Query = z.infer<typeof query>;

type Data = { bodies: Institution[]; chosen: string; sources: MessageKey[]; notice: Notice };

/** Asks for a correction, or that a use of one's data stops. */
export const newRequestPage = definePage<Query, Data>({
  name: 'personal-data.new-request-page',
  path: '/me/data/requests/new',
  on: 'both',
  query,
  access: oneself,
  async load(request) {
    const { db, page, offers } = request;
    const bodies = (await allInstitutions(db)).filter((body) => body.state === 'active');
    const portal = await nationalPortal(db);
    if (bodies.length === 0) throw new NotFound();
    const notice = await collectionNotice(request, 'personal-data.requests', portal);
    return {
      bodies,
      chosen: page.tenant?.slug ?? portal.slug,
      sources: offers.personalData.map((source) => source.name),
      notice,
    };
  },
  view: ({ data, form, query: asked }) => <NewRequest data={data} form={form} kind={asked.kind} />,
  submit: {
    action: sendRequest,
    input: (values, { page }) => ({
      kind: values.kind,
      institution: values.institution || undefined,
      about: values.about || undefined,
      words: values.words ?? '',
      lang: page.lang,
    }),
    done: ({ id }: { id: string }) => `/me/data/requests/${id}?sent=1`,
  },
});

function NewRequest({ data, form, kind }: { data: Data; form: FormState; kind: RequestKind }) {
  const { t, ts, lang } = usePage();
  return (
    <Document
      title={ts(`personal-data.kinds.${kind}`)}
      crumbs={[
        { label: ts('personal-data.me.space'), path: '/me' },
        { label: ts('personal-data.me.title'), path: '/me/data' },
      ]}
      noIndex
      canonical={null}
    >
      <PageHead title={t(`personal-data.kinds.${kind}`)} lead={t(`personal-data.request.lead-${kind}`)} />
      <ErrorSummary state={form} />
      <Form state={form} action={`/me/data/requests/new?kind=${kind}`}>
        <Hidden name="kind" value={kind} />
        <Select
          name="institution"
          label={t('personal-data.request.to')}
          hint={t('personal-data.request.to-hint')}
          value={data.chosen}
          choices={data.bodies.map((body) => ({
            value: body.slug,
            label:
              body.kind === 'national-portal'
                ? ts('personal-data.request.to-platform', { body: plain(body.name, lang) })
                : plain(body.name, lang),
          }))}
        />
        <Select
          name="about"
          label={t('personal-data.request.about')}
          empty={ts('personal-data.request.about-any')}
          choices={data.sources.map((source) => ({ value: source, label: ts(source) }))}
          optional
        />
        <TextArea
          name="words"
          label={t(`personal-data.request.words-${kind}`)}
          hint={t('personal-data.request.words-hint')}
          rows={6}
          maxlength={4_000}
        />
        <CollectionNotice notice={data.notice} />
        <Button>{t('personal-data.request.send')}</Button>
      </Form>
      <p class="mt-4">
        <Law>{t(`personal-data.request.law-${kind}`)}</Law>
      </p>
    </Document>
  );
}
