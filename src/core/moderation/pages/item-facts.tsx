import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { ItemData } from './item-page.tsx';

/** Why the score was high: each sign in words, because a number alone decides nothing. */
export function Signs({ data }: { data: ItemData }) {
  const { t, format } = usePage();
  return (
    <>
      <p>{t('moderation.item.score', { points: format.number(data.points) })}</p>
      <ul>
        {data.signs.map((sign) => (
          <li>{t(`moderation.sign.${sign}`)}</li>
        ))}
      </ul>
    </>
  );
}

/** What readers reported. Who they are is not shown: a report is about a text. */
export function Reports({ data }: { data: ItemData }) {
  const { t, ts, lang } = usePage();
  return (
    <Items>
      {data.reports.map((report) => (
        <Item
          title={plain(data.grounds.find((one) => one.key === report.ground)?.label, lang) || report.ground}
          facts={[
            {
              label: ts('moderation.item.when'),
              value: <DateTimeText instant={report.reportedAt} />,
              hideLabel: true,
            },
            {
              label: ts('moderation.item.from'),
              value: t(
                report.byPerson
                  ? 'moderation.item.from-person'
                  : report.proven
                    ? 'moderation.item.from-visitor'
                    : 'moderation.item.from-unproven',
              ),
              hideLabel: true,
            },
          ]}
        >
          {report.note && <p dir="auto">{report.note}</p>}
        </Item>
      ))}
    </Items>
  );
}

/** What moderators decided, and what became of appeals. */
export function Decisions({ data }: { data: ItemData }) {
  const { t, ts } = usePage();
  return (
    <Items>
      {data.decisions.map((decision) => {
        const appeal = data.appeals.find((one) => one.decisionId === decision.id);
        return (
          <Item
            title={t(`moderation.item.verdict-${decision.verdict}`)}
            facts={[
              {
                label: ts('moderation.item.when'),
                value: <DateTimeText instant={decision.decidedAt} />,
                hideLabel: true,
              },
              ...(decision.groundLabel
                ? [{ label: ts('moderation.item.ground'), value: <Multilingual text={decision.groundLabel} /> }]
                : []),
            ]}
          >
            {decision.words && <p dir="auto">{decision.words}</p>}
            {appeal && (
              <>
                <p>
                  <b>{t('moderation.item.appeal')}</b>
                </p>
                <p dir="auto">{appeal.words}</p>
                {appeal.outcome && <p>{t(`moderation.item.outcome-${appeal.outcome}`)}</p>}
                {appeal.answer && <p dir="auto">{appeal.answer}</p>}
              </>
            )}
          </Item>
        );
      })}
    </Items>
  );
}
