import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import type { FormState } from '#platform/page.ts';
import { articleOf, type Check, conditionsOf, stillOpen } from '../council.ts';
import { PETITION_LAWS } from '../law.ts';
import type { Council } from '../queries/council.ts';
import type { Petition } from '../queries/petitions.ts';
import { Cite } from './cite.tsx';
import { one } from './form-values.ts';

type Data = Petition & { council: Council; checks: Check[] };

/** The conditions of the law one by one, with what each was found by; then what follows from them: acceptance, or a reasoned refusal. */
export function CheckList({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const { level, council, checks, reference } = data;
  const conditions = conditionsOf(level, council.petitioner);
  const { unchecked, unmet } = stillOpen(conditions, checks);
  const by = new Map(checks.map((check) => [check.condition, check]));
  const { law, articles } = PETITION_LAWS[level];
  return (
    <>
      <Chapter id="check" title={t('petitions.council.check')} intro={t('petitions.council.check-intro')}>
        <Form state={one(form.values, 'do') === 'check' ? form : undefined}>
          <Hidden name="do" value="check" />
          {conditions.map((condition) => {
            const check = by.get(condition);
            return (
              <div class="flow">
                <Radios
                  name={`met.${condition}`}
                  label={ts(`petitions.condition.${condition}`)}
                  hint={<Cite law={law} articles={articleOf(level, condition)} />}
                  value={check && (check.met ? 'yes' : 'no')}
                  choices={[
                    { value: 'yes', label: ts('petitions.council.met') },
                    { value: 'no', label: ts('petitions.council.not-met') },
                  ]}
                />
                <TextInput
                  name={`evidence.${condition}`}
                  label={t('petitions.council.evidence', { condition: ts(`petitions.condition.${condition}`) })}
                  value={check?.evidence}
                  maxlength={500}
                />
              </div>
            );
          })}
          <Button kind="quiet">{t('petitions.council.save-checks')}</Button>
        </Form>
      </Chapter>
      <Chapter id="accept" title={t('petitions.council.accept')}>
        {unchecked.length + unmet.length === 0 ? (
          <Form>
            <Hidden name="do" value="accept" />
            <p class="measure">{t('petitions.council.accept-text')}</p>
            <p>
              <Cite law={law} articles={articles.procedure} />
            </p>
            <Button>{t('petitions.council.accept')}</Button>
          </Form>
        ) : (
          <p class="measure">{t('petitions.council.still-open', { n: unchecked.length + unmet.length })}</p>
        )}
      </Chapter>
      {unmet.length > 0 && (
        <Chapter id="reject" title={t('petitions.council.reject')} intro={t('petitions.council.reject-intro')}>
          <div class="row">
            {unmet.map((condition) => (
              <ButtonLink kind="alert" path={`/desk/petitions/${reference}/reject?ground=${condition}`}>
                {t(`petitions.condition.${condition}`)}
              </ButtonLink>
            ))}
          </div>
        </Chapter>
      )}
    </>
  );
}
