import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/i18n/languages.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { isRepresentative, writeDraft } from '../access.ts';
import { endCollaboration } from '../actions/end-collaboration.ts';
import { inviteCollaborator } from '../actions/invite-collaborator.ts';
import type { Collaborator } from '../drafting.ts';
import { NAME_MAX } from '../petition.ts';
import { type Draft, findDraft } from '../queries/collaborators.ts';
import { one } from './form-values.ts';

/** Who writes a draft: the representative asks people and removes them; each of them may leave. */
export const collaboratorsPage = definePage<unknown, Draft>({
  name: 'petitions.collaborators-page',
  path: '/petitions/:reference/collaborators',
  on: 'both',
  query: z.object({}),
  access: writeDraft,
  load: async ({ db, page, params }) => {
    const draft = await findDraft({ db, tenant: page.tenant }, params.reference ?? '');
    if (!draft) throw new NotFound();
    return draft;
  },
  view: ({ data, form }) => <Collaborators draft={data} form={form} />,
  submits: {
    invite: {
      action: inviteCollaborator,
      input: (values, { params }) => ({
        petition: params.reference,
        contact: one(values, 'contact'),
        name: one(values, 'name'),
        lang: one(values, 'lang'),
      }),
      done: (_result, { params }) => `/petitions/${params.reference}/collaborators`,
    },
    end: {
      action: endCollaboration,
      input: (values) => ({ collaboration: one(values, 'collaboration') ?? '' }),
      done: ({ own }: { own: boolean }, { params }) =>
        own ? '/me/petitions' : `/petitions/${params.reference}/collaborators`,
    },
  },
});

function Collaborators({ draft, form }: { draft: Draft; form: FormState }) {
  const { t, ts, lang, actor } = usePage();
  const own = isRepresentative(actor, draft);
  const current = draft.collaborators.filter(({ state }) => state === 'asked' || state === 'accepted');
  return (
    <Document
      title={ts('petitions.together.title')}
      crumbs={[
        { label: ts('petitions.own.title'), path: '/me/petitions' },
        { label: draft.title, path: `/petitions/${draft.reference}/manage` },
      ]}
      crumb={ts('petitions.together.title')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('petitions.together.title')} lead={t('petitions.together.lead')} />
      <p class="measure">{t('petitions.page.representative', { name: <bdi>{draft.representativeName}</bdi> })}</p>
      {current.length === 0 ? (
        <Empty title={t('petitions.together.none')} />
      ) : (
        <ul class="plain-list">
          {current.map((one) => (
            <li>
              <CollaboratorRow one={one} mayEnd={own || (actor.kind === 'person' && actor.id === one.personId)} />
            </li>
          ))}
        </ul>
      )}
      {own && draft.state === 'draft' && (
        <Chapter id="invite" title={t('petitions.together.invite')} intro={t('petitions.together.invite-intro')}>
          <Form state={form} label={ts('petitions.together.invite')}>
            <Hidden name="do" value="invite" />
            <TextInput name="name" label={t('petitions.together.name')} autocomplete="off" maxlength={NAME_MAX} />
            <TextInput
              name="contact"
              type="email"
              label={t('petitions.together.email')}
              autocomplete="off"
              maxlength={254}
            />
            <Radios
              name="lang"
              label={t('petitions.together.lang')}
              value={lang}
              choices={LANGUAGES.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] }))}
            />
            <Button>{t('petitions.together.send')}</Button>
          </Form>
        </Chapter>
      )}
    </Document>
  );
}

function CollaboratorRow({
  one: { id, name, state, askedAt, personId },
  mayEnd,
}: {
  one: Collaborator;
  mayEnd: boolean;
}) {
  const { t, ts, actor } = usePage();
  const mine = actor.kind === 'person' && actor.id === personId;
  const deed = t(mine ? 'petitions.together.leave' : 'petitions.together.remove');
  return (
    <>
      <p>
        <b>
          <bdi>{name}</bdi>
        </b>{' '}
        <span class="soft">
          {state === 'asked'
            ? t('petitions.together.asked', { date: <DateTimeText instant={askedAt} /> })
            : t('petitions.together.writes')}
        </span>
      </p>
      {mayEnd && (
        <Form label={`${ts(mine ? 'petitions.together.leave' : 'petitions.together.remove')}: ${name}`}>
          <Hidden name="do" value="end" />
          <Hidden name="collaboration" value={id} />
          <Button kind="quiet">{deed}</Button>
        </Form>
      )}
    </>
  );
}
