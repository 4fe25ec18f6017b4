import { institutionsById, one } from '#core/institutions/index.ts';
import { CollectionNotice, collectionNotice, type Notice } from '#core/personal-data/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateTimeText, Multilingual, Prose } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { castBallot as mayCast } from '../access.ts';
import { type BallotCast, castBallot } from '../actions/cast-ballot.ts';
import { newSheet } from '../code.ts';
import { voteProcessing } from '../personal-data.ts';
import { NAME_MAX, phaseOf } from '../vote.ts';
import { ChoiceFields } from './choice-fields.tsx';
import { marksIn } from './marks.ts';
import { publicVote, type WithOptions } from './public-vote.ts';
import { TermsList } from './terms-list.tsx';

type Data = WithOptions & { notice: Notice; sheet: string };

/** The ballot of whoever is signed in. */
export const castPage = definePage<unknown, Data>({
  name: 'votes.cast-page',
  path: '/votes/:reference/cast',
  on: 'both',
  access: mayCast,
  load: async (request) => {
    const found = await publicVote(request);
    const { institutionId } = found.vote;
    const body = (await institutionsById(request.db, [institutionId])).get(institutionId);
    if (!body) throw new NotFound();
    return { ...found, notice: await collectionNotice(request, voteProcessing.kind, body), sheet: newSheet() };
  },
  view: ({ data, form }) => <CastView {...data} form={form} />,
  submit: {
    action: castBallot,
    input: (values, { params }) => ({
      vote: params.reference,
      sheet: one(values, 'sheet'),
      choice: marksIn(values),
      name: one(values, 'name'),
    }),
    done: ({ reference, code }: BallotCast) => `/votes/${reference}/ballot?${new URLSearchParams({ code })}`,
  },
});

function CastView({ vote, options, notice, sheet, form }: Data & { form: FormState }) {
  const { t, ts, now } = usePage();
  const path = `/votes/${vote.reference}`;
  const phase = phaseOf(vote, now);
  return (
    <Document
      title={ts('votes.cast.title')}
      crumbs={[
        { label: ts('votes.page.votes'), path: '/votes' },
        { label: vote.reference, path },
      ]}
      crumb={ts('votes.cast.crumb')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead
        kicker={t('votes.cast.title')}
        title={{ text: vote.title }}
        lead={t('votes.page.until', { date: <DateTimeText instant={vote.closesAt} /> })}
      />
      {phase !== 'open' ? (
        <>
          <p class="measure">{t(`votes.refusal.${phase}`)}</p>
          <ButtonLink path={path}>{t('votes.cast.back')}</ButtonLink>
        </>
      ) : !notice.state.open ? (
        <CollectionNotice notice={notice} />
      ) : (
        <>
          <Prose text={vote.explanation} />
          <TermsList vote={vote} />
          <Form state={form}>
            {/* The same blank ballot again after a refusal: sent twice, it is one ballot. */}
            <Hidden name="sheet" value={one(form.values, 'sheet') || sheet} />
            <ChoiceFields vote={vote} options={options} />
            {!vote.secret && (
              <TextInput
                name="name"
                label={t('votes.cast.name')}
                hint={t('votes.cast.name-hint')}
                maxlength={NAME_MAX}
                optional
              />
            )}
            <CollectionNotice notice={notice} />
            <Button size="big">{t('votes.cast.cast')}</Button>
          </Form>
          <p class="law">
            <Multilingual text={notice.collector} />
          </p>
        </>
      )}
    </Document>
  );
}
