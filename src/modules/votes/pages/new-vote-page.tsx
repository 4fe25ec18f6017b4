import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageVotes } from '../access.ts';
import { createVote } from '../actions/create-vote.ts';
import { placesOf, voteDeskPath } from './desk-vote.ts';
import { type Place, VoteFields, voteIn } from './vote-fields.tsx';

type Data = { tabs: Tab[]; places: Place[]; institutionId: string };

/** Drafts a vote. */
export const newVotePage = definePage<unknown, Data>({
  name: 'votes.new-vote-page',
  path: '/desk/votes/new',
  on: 'tenant',
  access: manageVotes,
  load: async (request) => ({
    tabs: deskTabs(request),
    places: await placesOf(request),
    institutionId: request.page.tenant?.id ?? '',
  }),
  view: ({ data, form }) => <NewVote data={data} form={form} />,
  submit: {
    action: createVote,
    input: (values, { page }) => ({ ...voteIn(values), institution: page.tenant?.slug }),
    done: ({ reference }: { reference: string }) => withDone(voteDeskPath(reference)),
  },
});

function NewVote({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument
      title={ts('votes.desk.new')}
      lead={t('votes.desk.new-lead')}
      tabs={data.tabs}
      crumbs={[{ label: ts('votes.desk.title'), path: '/desk/votes' }]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <VoteFields places={data.places} form={form} />
        <Button>{t('votes.desk.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
