import { DeskDocument, one, withDone } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { enterPaper } from '../../access.ts';
import { removeSheet } from '../../actions/remove-sheet.ts';
import { countSheets, openSheets, type Sheet } from '../../queries/papers.ts';
import { takesPaper } from '../../survey.ts';
import { deskCrumbs, deskPath, type OnDesk, surveyOnDesk } from './survey-on-desk.ts';

const MOST = 200;
type Data = OnDesk & { sheets: Sheet[]; counts: Record<Sheet['state'], number> };

/** The sheets of a survey: how many count, which wait for their second typing or differ, and how to give one up. */
export const papersPage = definePage<unknown, Data>({
  name: 'surveys.papers-page',
  path: '/desk/surveys/:reference/papers',
  on: 'tenant',
  access: enterPaper,
  load: async (request) => {
    const survey = await surveyOnDesk(request);
    const { db } = request;
    return { ...survey, sheets: await openSheets(db, survey, MOST), counts: await countSheets(db, survey) };
  },
  view: ({ data, form }) => <Papers survey={data} form={form} />,
  submit: {
    action: removeSheet,
    input: (values, { params }) => ({ survey: params.reference, sheet: one(values, 'sheet') }),
    done: (_result, { params }) => withDone(`${deskPath(params.reference)}/papers`),
  },
});

function Papers({ survey, form }: { survey: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, href, format, actor } = page;
  const { sheets, counts } = survey;
  const path = `${deskPath(survey.reference)}/papers`;
  const me = actor.kind === 'person' ? actor.id : null;
  const sheetPath = (sheet: string, query = '') => `${path}/enter?${new URLSearchParams({ sheet })}${query}`;
  return (
    <DeskDocument
      title={ts('surveys.paper.title')}
      lead={t('surveys.paper.lead')}
      tabs={survey.tabs}
      crumbs={deskCrumbs(page)}
      row={
        <>
          {takesPaper(survey, page.today) && <ButtonLink path={`${path}/enter`}>{t('surveys.paper.enter')}</ButtonLink>}
          <ButtonLink path={`/surveys/${survey.reference}/form.pdf`} kind="quiet">
            {t('surveys.page.on-paper')}
          </ButtonLink>
        </>
      }
    >
      <ErrorSummary state={form} />
      <Figures
        level={2}
        figures={(['agreed', 'once', 'differs'] as const).map((state) => ({
          label: t(`surveys.paper.state.${state}`),
          value: format.number(counts[state]),
        }))}
      />
      {sheets.length === 0 ? (
        <Empty title={t('surveys.paper.none')}>
          <p>{t('surveys.paper.none-text')}</p>
        </Empty>
      ) : (
        <Table
          caption={ts('surveys.paper.waiting')}
          columns={[
            { key: 'sheet', label: ts('surveys.paper.sheet'), head: true, cell: ({ sheet }) => <bdi>{sheet}</bdi> },
            {
              key: 'channel',
              label: ts('surveys.paper.channel'),
              cell: ({ channel }) => t(`surveys.channel.${channel}`),
            },
            {
              key: 'state',
              label: ts('surveys.paper.standing'),
              cell: ({ state }) => t(`surveys.paper.state.${state}`),
            },
            { key: 'at', label: ts('surveys.paper.at'), cell: ({ enteredAt }) => <DateTimeText instant={enteredAt} /> },
            {
              key: 'do',
              label: ts('surveys.paper.next'),
              cell: ({ sheet, state, enteredBy }) => (
                <a href={href(sheetPath(sheet, state === 'differs' ? '&decide=1' : ''))}>
                  {t(
                    state === 'differs'
                      ? 'surveys.paper.decide'
                      : enteredBy === me
                        ? 'surveys.paper.anew'
                        : 'surveys.paper.second',
                  )}
                </a>
              ),
            },
            {
              key: 'drop',
              label: ts('surveys.paper.drop'),
              hideLabel: true,
              cell: ({ sheet }) => (
                <Form label={ts('surveys.paper.drop-label', { sheet })}>
                  <Hidden name="sheet" value={sheet} />
                  <Button kind="quiet" size="small" label={ts('surveys.paper.drop-label', { sheet })}>
                    {t('surveys.paper.drop')}
                  </Button>
                </Form>
              ),
            },
          ]}
          rows={sheets}
        />
      )}
    </DeskDocument>
  );
}
