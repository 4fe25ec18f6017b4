import { z } from 'zod';
import { DeskDocument, one } from '#core/institutions/index.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkbox, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { pollVotes } from '../access.ts';
import { type Enrolled, enrolVoter } from '../actions/enrol-voter.ts';
import { type PaperRecorded, recordPaper } from '../actions/record-paper.ts';
import { phaseOf } from '../vote.ts';
import { ChoiceFields } from './choice-fields.tsx';
import { type DeskVote, deskVote, voteDeskPath } from './desk-vote.ts';
import { marksIn } from './marks.ts';

const OUTCOMES = ['entered', 'first', 'counted', 'different'] as const;
const query = z.object({ was: z.enum(OUTCOMES).optional().catch(undefined) });
type Query = z.infer<typeof query>;
type Data = DeskVote & { was: Query['was'] };

const pollPath = (reference = '') => `${voteDeskPath(reference)}/poll`;

/** At the counter: who comes is entered into the roll; and papers, each by two officials. */
export const pollPage = definePage<Query, Data>({
  name: 'votes.poll-page',
  path: '/desk/votes/:reference/poll',
  on: 'tenant',
  query,
  access: pollVotes,
  load: async (request) => {
    const found = await deskVote(request);
    if (found.vote.state === 'draft') throw new NotFound();
    return { ...found, was: request.query.was };
  },
  view: ({ data, form }) => <Poll data={data} form={form} />,
  submits: {
    enrol: {
      action: enrolVoter,
      input: (values, { params }) => ({
        vote: params.reference,
        channel: one(values, 'channel'),
        nationalId: one(values, 'nationalId'),
        residenceSeen: one(values, 'residenceSeen') === 'yes',
      }),
      done: ({ outcome }: Enrolled, { params }) => {
        // That it was tried is counted and committed: only now is it refused.
        if (outcome === 'already') throw new InvalidInput([{ pointer: '/nationalId', key: 'votes.fault.on-roll' }]);
        return `${pollPath(params.reference)}?was=entered`;
      },
    },
    paper: {
      action: recordPaper,
      input: (values, { params }) => ({
        vote: params.reference,
        channel: one(values, 'paper-channel'),
        sheet: one(values, 'sheet'),
        choice: marksIn(values),
      }),
      done: ({ outcome }: PaperRecorded, { params }) => `${pollPath(params.reference)}?was=${outcome}`,
    },
  },
});

function Poll({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, now } = usePage();
  const { vote, options, tabs, was } = data;
  const open = phaseOf(vote, now) === 'open';
  const sent = one(form.values, 'do');
  const state = (which: string) => (sent === which ? form : undefined);
  const channels = (['counter', 'paper'] as const).map((channel) => ({
    value: channel,
    label: ts(`votes.channel.${channel}`),
    hint: ts(`votes.poll.${channel}-hint`),
  }));
  return (
    <DeskDocument
      title={ts('votes.poll.title')}
      lead={t('votes.poll.lead')}
      tabs={tabs}
      crumbs={[
        { label: ts('votes.desk.title'), path: '/desk/votes' },
        { label: vote.reference, path: voteDeskPath(vote.reference) },
      ]}
    >
      <ErrorSummary state={form} />
      {was && (
        <Banner kind={was === 'different' ? 'warn' : 'good'} live>
          <p>{t(`votes.poll.${was}`)}</p>
        </Banner>
      )}
      {!open && <p>{t('votes.poll.not-open')}</p>}
      {open && (
        <>
          <Chapter id="enrol" title={t('votes.poll.enrol')}>
            <p class="measure">{t('votes.poll.enrol-text')}</p>
            <Form state={state('enrol')}>
              <Hidden name="do" value="enrol" />
              <Radios name="channel" label={t('votes.figures.channel')} value="counter" choices={channels} />
              <TextInput
                name="nationalId"
                label={t('votes.poll.national-id')}
                hint={t('votes.poll.national-id-hint')}
                dir="ltr"
                width={8}
                maxlength={20}
                autocomplete="off"
              />
              {vote.territory !== null && <Checkbox name="residenceSeen" label={ts('votes.poll.residence-seen')} />}
              <Button>{t('votes.poll.enrol-button')}</Button>
            </Form>
          </Chapter>
          <Chapter id="paper" title={t('votes.poll.papers')}>
            <p class="measure">{t('votes.poll.papers-text')}</p>
            <Form state={state('paper')}>
              <Hidden name="do" value="paper" />
              <Radios name="paper-channel" label={t('votes.figures.channel')} value="paper" choices={channels} />
              <TextInput
                name="sheet"
                label={t('votes.poll.sheet')}
                hint={t('votes.poll.sheet-hint')}
                dir="ltr"
                width={8}
                maxlength={20}
                autocomplete="off"
              />
              <ChoiceFields vote={vote} options={options} />
              <Button>{t('votes.poll.paper-button')}</Button>
            </Form>
          </Chapter>
        </>
      )}
    </DeskDocument>
  );
}
