import { z } from 'zod';
import { profileOf, signInPath } from '#core/accounts/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { CollectionNotice, collectionNotice, type Notice } from '#core/personal-data/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Checkbox } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { signPetition as maySign } from '../access.ts';
import { type Signed, signPetition } from '../actions/sign-petition.ts';
import { startSignature } from '../actions/start-signature.ts';
import { signatureProcessing } from '../personal-data.ts';
import { isPublic, takesSignatures } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { provincesOf } from '../sign.ts';
import { findPetition } from '../target.ts';
import { one, signatoryOf } from './form-values.ts';
import { SignatoryFields } from './signatory-fields.tsx';
import { afterSigning } from './signed.ts';
import { inItsLanguage } from './words.tsx';

type Data = {
  petition: Petition;
  provinces: { code: string; name: Text }[];
  notice: Notice;
  /** Of whoever is signed in; null for everybody else. */
  own: { name: string | null } | null;
};

/** Signs: one page for whoever is signed in; with a code by letter or SMS for everybody else. */
export const signPetitionPage = definePage<unknown, Data>({
  name: 'petitions.sign-petition-page',
  path: '/petitions/:reference/sign',
  on: 'both',
  query: z.object({}),
  access: maySign,
  load: async ({ db, page, params, offers, around }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition || !isPublic(petition.state)) throw new NotFound();
    const { institutionId, level } = petition;
    const body = (await institutionsById(db, [institutionId])).get(institutionId);
    if (!body) throw new NotFound();
    const { actor } = page;
    const profile = actor.kind === 'person' && actor.level >= 1 ? await profileOf(db, actor.id) : undefined;
    return {
      petition,
      provinces: level === 'region' ? await provincesOf(db, institutionId) : [],
      notice: await collectionNotice({ db, offers, around }, signatureProcessing.kind, body),
      own: profile ? { name: profile.name } : null,
    };
  },
  view: ({ data, form }) => <SignView {...data} form={form} />,
  submits: {
    begin: {
      action: startSignature,
      input: (values, { params, page, visit }) => ({
        petition: params.reference,
        ...signatoryOf(values),
        contact: one(values, 'contact'),
        news: one(values, 'news') !== undefined,
        lang: page.lang,
        network: visit.clientKey,
        isFrom: visit.isFrom,
      }),
      done: ({ signing }: { signing: string }, { params }) => `/petitions/${params.reference}/code?s=${signing}`,
    },
    sign: {
      action: signPetition,
      input: (values, { params, page, visit }) => ({
        petition: params.reference,
        signatory: signatoryOf(values),
        lang: page.lang,
        network: visit.clientKey,
      }),
      done: (result: Signed, request) => afterSigning(result, request),
    },
  },
});

function SignView({ petition, provinces, notice, own, form }: Data & { form: FormState }) {
  const page = usePage();
  const { t, ts, lang, today, actor } = page;
  const known = actor.kind === 'person' ? actor.level : 0;
  const words = inItsLanguage(petition, petition.title);
  return (
    <Document
      title={ts('petitions.sign.title')}
      crumbs={[
        { label: ts('petitions.page.petitions'), path: '/petitions' },
        { label: plain(words, lang), path: `/petitions/${petition.reference}` },
      ]}
      crumb={ts('petitions.sign.crumb')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead
        title={t('petitions.sign.title')}
        lead={t('petitions.sign.you-sign', { title: <Multilingual text={words} as="b" /> })}
      />
      {!takesSignatures(petition, today) ? (
        <>
          <p class="measure">{t('petitions.refusal.closed')}</p>
          <ButtonLink path={`/petitions/${petition.reference}`}>{t('petitions.sign.back')}</ButtonLink>
        </>
      ) : !notice.state.open ? (
        <CollectionNotice notice={notice} />
      ) : known < petition.assurance && petition.assurance > 1 ? (
        <Banner title={t('petitions.level.title')}>
          <p>{t('petitions.level.text')}</p>
          <p>{t('petitions.level.counter')}</p>
          <p>
            <a class="button" href={page.href(signInPath(page.href(page.path), { level: 2 }, undefined, actor))}>
              {t(known === 0 ? 'petitions.level.sign-in' : 'petitions.level.identity')}
            </a>
          </p>
        </Banner>
      ) : (
        <Form state={form}>
          <Hidden name="do" value={own ? 'sign' : 'begin'} />
          <SignatoryFields petition={petition} provinces={provinces} name={own?.name ?? undefined} />
          {!own && (
            <>
              <TextInput
                name="contact"
                label={t('petitions.sign.contact')}
                hint={t('petitions.sign.contact-hint')}
                dir="ltr"
                autocomplete="email"
                maxlength={254}
              />
              <Checkbox name="news" label={ts('petitions.sign.news')} hint={ts('petitions.sign.news-hint')} />
            </>
          )}
          <CollectionNotice notice={notice} />
          <Button size="big">{t(own ? 'petitions.sign.sign' : 'petitions.sign.go-on')}</Button>
        </Form>
      )}
    </Document>
  );
}
