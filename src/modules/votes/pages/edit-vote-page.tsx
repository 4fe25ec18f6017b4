import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageVotes } from '../access.ts';
import { editVote } from '../actions/edit-vote.ts';
import { isEditable } from '../vote.ts';
import { type DeskVote, deskVote, placesOf, voteDeskPath } from './desk-vote.ts';
import { type Place, VoteFields, voteIn } from './vote-fields.tsx';

type Data = DeskVote & { places: Place[] };

/** Changes a vote that has not opened. */
export const editVotePage = definePage<unknown, Data>({
  name: 'votes.edit-vote-page',
  path: '/desk/votes/:reference/edit',
  on: 'tenant',
  access: manageVotes,
  load: async (request) => {
    const found = await deskVote(request);
    if (!isEditable(found.vote, request.page.now)) throw new NotFound();
    return { ...found, places: await placesOf(request) };
  },
  view: ({ data, form }) => <EditVote data={data} form={form} />,
  submit: {
    action: editVote,
    input: (values, { params }) => ({ ...voteIn(values), vote: params.reference }),
    done: ({ reference }: { reference: string }) => withDone(voteDeskPath(reference)),
  },
});

function EditVote({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const { vote, options, places, tabs } = data;
  return (
    <DeskDocument
      title={ts('votes.desk.edit')}
      lead={t('votes.desk.new-lead')}
      tabs={tabs}
      crumbs={[
        { label: ts('votes.desk.title'), path: '/desk/votes' },
        { label: vote.reference, path: voteDeskPath(vote.reference) },
      ]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <VoteFields vote={vote} options={options} places={places} form={form} />
        <Button>{t('votes.desk.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
