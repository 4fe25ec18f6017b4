import { DeskDocument, deskTabs, institutionsById, one, textOf, withDone } from '#core/institutions/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateText, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { parseReference } from '#platform/reference.ts';
import { triageProposals } from '../access.ts';
import { replyForwarded } from '../actions/reply-forwarded.ts';
import { type Author, authorsOfAll } from '../authors.ts';
import { REPLY_STATES } from '../proposal.ts';
import { type Forwarded, forwardedTo, type Reply, repliesOf } from '../queries/forwarded.ts';
import { ReasonFields } from './selected-page.tsx';
import { AuthorName } from './words.tsx';

type Data = Forwarded & {
  tabs: Tab[];
  owner: { slug: string; host: string | null; name: Text };
  author: Author | undefined;
  reply: Reply | undefined;
};

/** What another body forwarded to this one: its words, why it came here, and the reply. */
export const forwardedPage = definePage<unknown, Data>({
  name: 'proposals.forwarded-page',
  path: '/desk/proposals/forwarded/:reference',
  on: 'tenant',
  access: triageProposals,
  async load(request) {
    const { db, page, params } = request;
    const typed = parseReference(params.reference ?? '');
    const found = page.tenant && typed ? await forwardedTo(db, page.tenant.id, typed.text) : undefined;
    const ownerId = found?.proposal.institutionId ?? '';
    const owner = found && (await institutionsById(db, [ownerId])).get(ownerId);
    if (!found || !owner) throw new NotFound();
    return {
      ...found,
      tabs: deskTabs(request),
      owner,
      author: (await authorsOfAll(db, [found.proposal])).get(found.proposal.id),
      reply: (await repliesOf(db, ownerId, [found.answer.id])).get(found.answer.id),
    };
  },
  view: ({ data, form }) => <ForwardedProposal data={data} form={form} />,
  submit: {
    action: replyForwarded,
    input: (values, { params, page }) => ({
      proposal: params.reference,
      body: page.tenant?.slug ?? '',
      state: one(values, 'state'),
      reasons: textOf(values, 'reasons'),
    }),
    done: (_result, { params }) => withDone(`/desk/proposals/forwarded/${params.reference}`),
  },
});

function ForwardedProposal({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, href } = usePage();
  const { proposal, answer, owner, reply } = data;
  return (
    <DeskDocument
      title={plain(proposal.title, lang) || proposal.reference}
      tabs={data.tabs}
      crumbs={[{ label: ts('proposals.desk.title'), path: '/desk/proposals' }]}
    >
      <ErrorSummary state={form} />
      <Prose text={proposal.body} />
      <Summary
        rows={[
          { label: t('proposals.field.reference'), value: <Code>{proposal.reference}</Code> },
          { label: t('proposals.field.author'), value: <AuthorName author={data.author} /> },
          { label: t('proposals.field.supports'), value: t('proposals.page.supports', { n: proposal.supports }) },
          { label: t('proposals.forwarded.by'), value: <Multilingual text={owner.name} /> },
          { label: t('proposals.forwarded.on'), value: <DateText date={calendarDate(answer.answeredAt)} /> },
        ]}
      />
      <p>
        <a href={href(`/proposals/${proposal.reference}`, { tenant: owner })}>{t('proposals.manage.public')}</a>
      </p>
      <Chapter id="why" title={t('proposals.forwarded.why')}>
        <Prose text={answer.reasons} />
      </Chapter>
      {reply && (
        <Chapter
          id="given"
          title={t('proposals.forwarded.given', { state: t(`proposals.state.${reply.state}`) })}
          intro={<DateText date={calendarDate(reply.repliedAt)} />}
        >
          <Prose text={reply.reasons} />
        </Chapter>
      )}
      <Chapter id="reply" title={t('proposals.forwarded.reply')} intro={t('proposals.forwarded.reply-intro')}>
        <Form state={form} label={ts('proposals.forwarded.reply')}>
          <Radios
            name="state"
            label={t('proposals.field.answer')}
            value={reply?.state}
            choices={REPLY_STATES.map((state) => ({ value: state, label: ts(`proposals.state.${state}`) }))}
          />
          <ReasonFields name="reasons" label={ts('proposals.field.reasons')} />
          <Button>{t('proposals.forwarded.button')}</Button>
        </Form>
      </Chapter>
    </DeskDocument>
  );
}
