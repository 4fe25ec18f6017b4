import { usePage } from '#platform/html/context.tsx';
import type { PetitionLaw } from '../law.ts';
import type { Requirements } from '../requirements.ts';
import { Cite } from './cite.tsx';

/** Who may petition and sign, condition by condition, each with its article. */
export function Conditions({ asked }: { asked: Requirements }) {
  const { t } = usePage();
  const { law, level, perProvinceMinimum } = asked;
  return (
    <div class="flow measure">
      <ul>
        <li>{t(`petitions.conditions.tie-${level}`)}</li>
        <li>{t('petitions.conditions.interest')}</li>
        <li>{t(`petitions.conditions.electoral-${law.electoralCondition}`)}</li>
        {perProvinceMinimum !== null && <li>{t('petitions.conditions.floor', { n: perProvinceMinimum })}</li>}
        <li>{t('petitions.conditions.subject')}</li>
      </ul>
      <p>
        <Cite law={law.law} articles={law.articles.conditions} />
      </p>
      <p>
        {t('petitions.conditions.associations', { years: law.associations.olderThanYears })}{' '}
        {law.associations.moreMembersThan !== undefined &&
          t('petitions.conditions.association-members', { n: law.associations.moreMembersThan })}
      </p>
      <p>
        <Cite law={law.law} articles={law.articles.associations} />
      </p>
    </div>
  );
}

/** What happens after the file was given: the receipt, the bureau, the session. */
export function Sessions({ law }: { law: PetitionLaw }) {
  const { t, ts, format } = usePage();
  const months = law.sessions.months.map((month) => ts(`petitions.month.m${month}` as const));
  return (
    <div class="flow measure">
      <ol>
        <li>{t('petitions.after.receipt')}</li>
        <li>{t('petitions.after.bureau', { n: law.refusal.value })}</li>
        <li>{t('petitions.after.session', { months: format.list(months) })}</li>
      </ol>
      <p>
        <Cite law={law.law} articles={`${law.articles.procedure}, ${law.articles.sessions}`} />
      </p>
    </div>
  );
}
