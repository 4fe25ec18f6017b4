import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter, Row } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Ltr } from '#platform/html/text.tsx';
import type { Calculation } from '../calculation.ts';
import { dayText, lengthText, referenceText, ruleTitle, startText } from '../explain.ts';
import type { Rule } from '../rules.ts';
import { DeadlineSteps } from './deadline-steps.tsx';

/** The answer of the calculator: the day first, then how it is counted, then where the number stands. */
export function Result({ calculation }: { calculation: Calculation }) {
  const page = usePage();
  const { t, href, absolute } = page;
  const { rule, period, deadline } = calculation;
  const address = `/deadlines?rule=${rule.name}&from=${deadline.from}`;
  const file = `/deadlines/result.ics?rule=${rule.name}&from=${deadline.from}`;
  return (
    <Chapter id="result" class="mt-6" title={t('deadlines.result.title')} intro={ruleTitle(page, rule.name)}>
      <Banner
        kind={deadline.provisional ? 'warn' : 'good'}
        level={3}
        title={t('deadlines.result.last-day', {
          due: <time dateTime={deadline.due}>{dayText(page, deadline.due)}</time>,
        })}
      >
        <Row>
          <StatusTag
            tone={deadline.provisional ? 'incomplete' : 'finished'}
            label={t(deadline.provisional ? 'deadlines.result.provisional' : 'deadlines.result.firm')}
          />
        </Row>
      </Banner>
      <h3>{t('deadlines.result.how')}</h3>
      <DeadlineSteps explained={calculation} />
      <Summary
        rows={[
          { label: t('deadlines.result.start'), value: startText(page, rule) },
          !rule.period && { label: t('deadlines.open.own'), value: lengthText(page, period) },
          { label: t('deadlines.result.by'), value: t(`deadlines.by.${rule.by}`) },
          { label: t('deadlines.result.silence'), value: t(`deadlines.silence.${rule.silence[0]}`) },
          deadline.thirtyDayCount !== null && {
            label: t('deadlines.result.thirty'),
            value: <time dateTime={deadline.thirtyDayCount}>{dayText(page, deadline.thirtyDayCount)}</time>,
          },
          { label: t('deadlines.result.source'), value: referenceText(page, rule.reference) },
          { label: t('deadlines.result.confidence'), value: t(`deadlines.confidence.${rule.confidence}`) },
        ]}
      />
      <MayChange rule={rule} />
      <p>{t('deadlines.result.share')}</p>
      <Copyable id="address">
        <Ltr>{absolute(address)}</Ltr>
      </Copyable>
      <Row>
        <ButtonLink kind="quiet" href={href(file)}>
          {t('deadlines.result.ics')}
        </ButtonLink>
        <a href={`/api/v1/deadlines/${rule.name}?from=${deadline.from}`}>{t('deadlines.result.json')}</a>
      </Row>
      <p class="law">{t('deadlines.result.notice')}</p>
    </Chapter>
  );
}

function MayChange({ rule: { suspension, extension } }: { rule: Rule }) {
  const page = usePage();
  if (!suspension && !extension) return null;
  return (
    <ul>
      {suspension && (
        <li>{page.t('deadlines.result.suspension', { reference: referenceText(page, suspension.reference) })}</li>
      )}
      {extension && (
        <li>{page.t('deadlines.result.extension', { reference: referenceText(page, extension.reference) })}</li>
      )}
    </ul>
  );
}

/** A rule that the law leaves open and for which no body was asked, or which has set nothing: no number is made up. */
export function OpenRule({ rule }: { rule: Rule }) {
  const page = usePage();
  return (
    <Chapter id="result" class="mt-6" title={page.t('deadlines.result.title')} intro={ruleTitle(page, rule.name)}>
      <Banner kind="info" level={3} title={page.t('deadlines.open.title')}>
        <p>{page.t('deadlines.open.text', { reference: referenceText(page, rule.reference) })}</p>
      </Banner>
    </Chapter>
  );
}
