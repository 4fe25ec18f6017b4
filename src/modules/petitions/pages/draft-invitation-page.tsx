import { NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { ownCollaboration } from '../access.ts';
import { acceptCollaboration } from '../actions/accept-collaboration.ts';
import { endCollaboration } from '../actions/end-collaboration.ts';
import { type Collaboration, findCollaboration } from '../queries/collaborators.ts';
import { inItsLanguage } from './words.tsx';

/** Somebody who was asked to write a draft says yes or no; until then they learn its title and who asks, nothing else. */
export const draftInvitationPage = definePage<unknown, Collaboration>({
  name: 'petitions.draft-invitation-page',
  path: '/me/petitions/invitations/:id',
  on: 'both',
  access: ownCollaboration,
  load: async ({ db, page, params }) => {
    const found = await findCollaboration({ db, tenant: page.tenant }, params.id ?? '');
    if (!found) throw new NotFound();
    return found;
  },
  view: ({ data, form }) => <Invitation data={data} form={form} />,
  submits: {
    accept: {
      action: acceptCollaboration,
      input: (_values, { params }) => ({ collaboration: params.id }),
      done: ({ reference }: { reference: string }) => `/petitions/${reference}/manage`,
    },
    end: {
      action: endCollaboration,
      input: (_values, { params }) => ({ collaboration: params.id }),
      done: () => '/me/petitions',
    },
  },
});

function Invitation({ data, form }: { data: Collaboration; form: FormState }) {
  const { t, ts } = usePage();
  const { petition, state } = data;
  const open = state === 'asked' || state === 'accepted';
  return (
    <Document
      title={ts('petitions.invited.title')}
      crumbs={[{ label: ts('petitions.own.title'), path: '/me/petitions' }]}
      crumb={ts('petitions.invited.title')}
      canonical={null}
      noIndex
    >
      <ErrorSummary state={form} />
      <PageHead title={t('petitions.invited.title')} lead={t('petitions.invited.lead')} />
      <Summary
        rows={[
          {
            label: t('petitions.field.petition'),
            value: <Multilingual text={inItsLanguage(petition, petition.title)} />,
          },
          { label: t('petitions.field.representative'), value: <bdi>{petition.representativeName}</bdi> },
        ]}
      />
      {!open || (state === 'asked' && petition.state !== 'draft') ? (
        <p class="mt-4">{t('petitions.invited.over')}</p>
      ) : (
        <>
          {state === 'asked' ? (
            <Form label={ts('petitions.invited.accept')}>
              <Hidden name="do" value="accept" />
              <Button>{t('petitions.invited.accept')}</Button>
            </Form>
          ) : (
            <p class="mt-4">
              <ButtonLink path={`/petitions/${petition.reference}/manage`}>{t('petitions.invited.go')}</ButtonLink>
            </p>
          )}
          <Form label={ts(state === 'asked' ? 'petitions.invited.decline' : 'petitions.together.leave')}>
            <Hidden name="do" value="end" />
            <Button kind="quiet">
              {t(state === 'asked' ? 'petitions.invited.decline' : 'petitions.together.leave')}
            </Button>
          </Form>
        </>
      )}
    </Document>
  );
}
