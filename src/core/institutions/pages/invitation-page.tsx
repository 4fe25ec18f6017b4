import { anyone } from '#platform/access.ts';
import { NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateRange, Multilingual } from '#platform/html/text.tsx';
import type { PowerOffer } from '#platform/module.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { acceptInvitation } from '../actions/accept-invitation.ts';
import { powersOfPost } from '../functions.ts';
import { type FoundInvitation, invitationByToken, invitationState } from '../invitation.ts';
import type { Office, Post } from '../staff.ts';
import { officeById, postById } from '../staff-queries.ts';
import { one } from './form-values.ts';
import { PostName } from './post-words.tsx';

type Data = {
  invitation: FoundInvitation;
  state: ReturnType<typeof invitationState>;
  post: Post;
  office: Office | undefined;
  powers: readonly PowerOffer[];
};

/**
 * What the link of an invitation opens: what is offered, and a button. Mail programs open links too, so nothing happens until somebody
 * presses it; whoever is not signed in signs in first and comes back.
 */
export const invitationPage = definePage<unknown, Data>({
  name: 'institutions.invitation-page',
  path: '/desk/invitations/:token',
  on: 'tenant',
  access: anyone,
  load,
  view: ({ data, form }) => <Invited data={data} form={form} />,
  submit: {
    action: acceptInvitation,
    input: (values, { params }) => ({ token: params.token, name: one(values, 'name') }),
    done: () => '/desk',
  },
});

async function load({ db, page, params, offers }: PageRequest): Promise<Data> {
  const invitation = await invitationByToken(db, params.token ?? '', page.tenant);
  const post = invitation && (await postById(db, invitation.postId, page.tenant));
  if (!invitation || !post) throw new NotFound();
  const office = post.officeId ? await officeById(db, post.officeId, page.tenant) : undefined;
  return { invitation, state: invitationState(invitation, page.now), post, office, powers: offers.powers };
}

function Invited({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, tenant } = usePage();
  const { invitation, state, post, office } = data;
  const words = new Map(data.powers.map(({ name, label }) => [name, label]));
  return (
    <Document title={ts('institutions.invitation.title')} crumbs={[]} noIndex canonical={null}>
      <PageHead
        title={t('institutions.invitation.title')}
        lead={state === 'open' ? t('institutions.invitation.lead') : undefined}
      />
      <ErrorSummary state={form} />
      {state === 'open' && (
        <>
          <Summary
            rows={[
              { label: t('institutions.letter.post'), value: <PostName post={post} /> },
              office && { label: t('institutions.letter.office'), value: <Multilingual text={office.name} /> },
              tenant && { label: t('institutions.letter.body'), value: <Multilingual text={tenant.name} /> },
              {
                label: t('institutions.staff.term'),
                value: <DateRange start={invitation.startsOn} end={invitation.endsOn} />,
              },
              {
                label: t('institutions.staff.may'),
                value: (
                  <ul>
                    {powersOfPost(post).flatMap((power) => {
                      const label = words.get(power);
                      return label ? [<li>{t(label)}</li>] : [];
                    })}
                  </ul>
                ),
              },
            ]}
          />
          <Form state={form}>
            <TextInput
              name="name"
              label={t('institutions.invitation.name')}
              hint={t('institutions.invitation.name-hint')}
              value={invitation.name}
              autocomplete="name"
            />
            <Button>{t('institutions.invitation.accept')}</Button>
          </Form>
        </>
      )}
      {state === 'accepted' && (
        <>
          <p>{t('institutions.invitation.accepted-text')}</p>
          <ButtonLink path="/desk">{t('institutions.invitation.to-desk')}</ButtonLink>
        </>
      )}
      {(state === 'withdrawn' || state === 'expired') && <p>{t('institutions.invitation.over-text')}</p>}
    </Document>
  );
}
