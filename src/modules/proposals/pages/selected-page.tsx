import { z } from 'zod';
import {
  allInstitutions,
  DeskDocument,
  deskTabs,
  type Institution,
  many,
  type Official,
  officialsOf,
  one,
  textOf,
  withDone,
} from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkboxes, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import type { Tab } from '#platform/html/tabs.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { triageProposals } from '../access.ts';
import { type Answered, answerProposals } from '../actions/answer-proposals.ts';
import { assignProposals } from '../actions/assign-proposals.ts';
import { type Author, authorsOfAll } from '../authors.ts';
import { ANSWER_STATES } from '../proposal.ts';
import { openAmendments } from '../queries/amendments.ts';
import type { ProposalCall } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { findProposal } from '../target.ts';
import { addressedCall } from './loading.ts';
import { ProposalItems } from './proposal-items.tsx';

const query = z.object({
  p: z
    .union([
      z.array(z.string().max(40)).max(200),
      z
        .string()
        .max(40)
        .transform((one) => [one]),
    ])
    .catch([]),
});

type Query = z.infer<typeof query>;
type Data = ProposalCall & {
  tabs: Tab[];
  chosen: Proposal[];
  authors: Map<string, Author>;
  openAmendments: ReadonlyMap<string, number>;
  officials: Official[];
  bodies: Institution[];
};

/** The proposals that were chosen, to be looked at once more before they are assigned or answered together. */
export const selectedPage = definePage<Query, Data>({
  name: 'proposals.selected-page',
  path: '/desk/proposals/calls/:call/selected',
  on: 'tenant',
  query,
  access: triageProposals,
  async load(request) {
    const { db, page, query: asked } = request;
    const call = await addressedCall(request);
    const found = await Promise.all(asked.p.map((typed) => findProposal({ db, tenant: page.tenant }, typed)));
    const chosen = found.filter((each) => each?.callId === call.id && each.standing === 'shown') as Proposal[];
    if (chosen.length === 0) throw new NotFound('proposals.fault.none-chosen');
    return {
      ...call,
      tabs: deskTabs(request),
      chosen,
      authors: await authorsOfAll(db, chosen),
      openAmendments: await openAmendments(
        db,
        call.institutionId,
        chosen.map(({ id }) => id),
      ),
      officials: await officialsOf(db, call.institutionId, page.today),
      bodies: (await allInstitutions(db)).filter((body) => body.id !== call.institutionId && body.state === 'active'),
    };
  },
  view: ({ data, form }) => <Selected data={data} form={form} />,
  submits: {
    assign: {
      action: assignProposals,
      input: (values, { params, query: asked }) => ({
        call: params.call,
        proposals: asked.p,
        evaluators: many(values, 'evaluators'),
      }),
      done: (_result, { params }) => withDone(`/desk/proposals/calls/${params.call}`),
    },
    answer: {
      action: answerProposals,
      input: (values, { params, query: asked }) => ({
        call: params.call,
        proposals: asked.p,
        state: one(values, 'state'),
        reasons: textOf(values, 'reasons'),
        forwardTo: one(values, 'forwardTo'),
      }),
      done: ({ batch }: Answered, { params }) => `/desk/proposals/calls/${params.call}?undo=${batch}`,
    },
  },
});

function Selected({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  return (
    <DeskDocument
      title={ts('proposals.selected.title', { n: data.chosen.length })}
      tabs={data.tabs}
      crumbs={[
        { label: ts('proposals.desk.title'), path: '/desk/proposals' },
        { label: plain(data.title, lang), path: `/desk/proposals/calls/${data.id}` },
      ]}
    >
      <ErrorSummary state={form} />
      <Chapter id="chosen" title={t('proposals.selected.chosen')}>
        <ProposalItems
          proposals={data.chosen}
          authors={data.authors}
          path={({ reference }) => `/desk/proposals/${reference}`}
          amendments={data.openAmendments}
        />
      </Chapter>
      <Chapter id="answer" title={t('proposals.selected.answer')} intro={t('proposals.selected.answer-intro')}>
        <Form action={pathAndQuery(page)} state={form} label={ts('proposals.selected.answer')}>
          <Hidden name="do" value="answer" />
          <Radios
            name="state"
            label={t('proposals.field.answer')}
            choices={ANSWER_STATES.map((state) => ({ value: state, label: ts(`proposals.state.${state}`) }))}
          />
          <Select
            name="forwardTo"
            label={t('proposals.field.forward-to')}
            hint={t('proposals.selected.forward-hint')}
            optional
            empty={ts('proposals.write.choose')}
            choices={data.bodies.map((body) => ({ value: body.slug, label: plain(body.name, lang) }))}
          />
          <ReasonFields name="reasons" label={ts('proposals.field.reasons')} />
          <Button>{t('proposals.selected.answer-button', { n: data.chosen.length })}</Button>
        </Form>
      </Chapter>
      <Chapter id="assign" title={t('proposals.selected.assign')} intro={t('proposals.selected.assign-intro')}>
        <Form action={pathAndQuery(page)} state={form} label={ts('proposals.selected.assign')}>
          <Hidden name="do" value="assign" />
          <Checkboxes
            name="evaluators"
            label={t('proposals.field.evaluators')}
            choices={data.officials.map(({ personId, name }) => ({ value: personId, label: name }))}
          />
          <Button kind="quiet">{t('proposals.selected.assign-button')}</Button>
        </Form>
      </Chapter>
    </DeskDocument>
  );
}

/** A long text in Arabic and French, one of them at least. */
export function ReasonFields({ name, label }: { name: string; label: string }) {
  return (
    <>
      {(['ar', 'fr'] as const).map((lang) => (
        <TextArea
          name={`${name}.${lang}`}
          label={
            <>
              {label} – <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>
            </>
          }
          rows={4}
          maxlength={6_000}
          optional={lang === 'fr'}
        />
      ))}
    </>
  );
}
