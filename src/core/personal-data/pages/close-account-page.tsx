import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkbox } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateText } from '#platform/html/text.tsx';
import type { KeptData } from '#platform/module.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { closeOwnAccount } from '../access.ts';
import { closeAccount } from '../actions/close-account.ts';
import { whatWouldStay } from '../closing.ts';

type Data = { kept: KeptData[]; isOfficial: boolean };

/** Says what closing the account means, what must stay and why, and closes it when that is wanted. */
export const closeAccountPage = definePage<unknown, Data>({
  name: 'personal-data.close-account-page',
  path: '/me/data/close',
  on: 'both',
  access: closeOwnAccount,
  async load({ db, page, offers }) {
    const { actor, now, tenant, today } = page;
    // Only for whoever may close it: this is work.
    if (actor.kind !== 'person' || !closeOwnAccount.allows(actor, undefined, { tenant, today }))
      return { kept: [], isOfficial: false };
    const kept = await whatWouldStay(db, offers.personalData, actor.id, now);
    return { kept, isOfficial: actor.powers.length > 0 };
  },
  view: ({ data, form }) => <CloseAccount data={data} form={form} />,
  submit: {
    action: closeAccount,
    input: (values) => ({ confirm: values.confirm }),
    done: () => '/account-closed',
  },
});

function CloseAccount({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <Document
      title={ts('personal-data.close.title')}
      crumbs={[
        { label: ts('personal-data.me.space'), path: '/me' },
        { label: ts('personal-data.me.title'), path: '/me/data' },
      ]}
      noIndex
      canonical={null}
    >
      <PageHead title={t('personal-data.close.title')} lead={t('personal-data.close.lead')} />
      <ErrorSummary state={form} />
      {data.isOfficial && (
        <Banner kind="warn" title={t('personal-data.close.official')}>
          <p>{t('personal-data.close.official-text')}</p>
        </Banner>
      )}
      <Chapter id="goes" title={t('personal-data.close.goes')}>
        <p>{t('personal-data.close.goes-text')}</p>
      </Chapter>
      <Chapter id="stays" title={t('personal-data.close.stays')}>
        <ul>
          {data.kept.map(({ what, why, until }) => (
            <li>
              <b>{t(what)}</b>. {t(why)}{' '}
              {until && <span class="soft">{t('personal-data.close.until', { date: <DateText date={until} /> })}</span>}
            </li>
          ))}
        </ul>
        {data.kept.length === 0 && <p>{t('personal-data.close.nothing-stays')}</p>}
      </Chapter>
      <Form state={form} enhance={false}>
        <Checkbox name="confirm" label={ts('personal-data.close.confirm')} />
        <Button kind="alert">{t('personal-data.close.button')}</Button>
      </Form>
    </Document>
  );
}
