import { DeskDocument, dateOf, deskTabs, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { type LimitsOwner, limitSigning } from '../access.ts';
import { addSigningRule } from '../actions/add-signing-rule.ts';
import { removeSigningRule } from '../actions/remove-signing-rule.ts';
import { setSigningRate } from '../actions/set-signing-rate.ts';
import { type KeptRule, limitsOwner, signingRate, signingRules } from '../queries/signing-limits.ts';
import { REASON_MAX, RULE_KINDS, type SigningRate, VERDICTS } from '../signing-limits.ts';
import { one } from './form-values.ts';

type Data = LimitsOwner & { rules: KeptRule[]; rate: SigningRate; tabs: Tab[] };

const PATH = '/desk/signing-limits';
const back = () => withDone(PATH);

/** How many signatures may be begun from where: the operator's page, on the portal's own site; on others it does not exist. */
export const signingLimitsPage = definePage<unknown, Data>({
  name: 'petitions.signing-limits-page',
  path: PATH,
  on: 'tenant',
  access: limitSigning,
  load: async (request) => {
    const { db, page } = request;
    const owner = await limitsOwner(db);
    if (page.tenant?.id !== owner.portalId) throw new NotFound();
    const [rules, rate] = await Promise.all([signingRules(db, owner.portalId), signingRate(db)]);
    return { ...owner, rules, rate, tabs: deskTabs(request) };
  },
  view: ({ data, form }) => <SigningLimits data={data} form={form} />,
  submits: {
    rate: {
      action: setSigningRate,
      input: (values) => ({ perMinute: one(values, 'perMinute'), perHour: one(values, 'perHour') }),
      done: back,
    },
    add: {
      action: addSigningRule,
      input: (values) => ({
        kind: one(values, 'kind'),
        pattern: one(values, 'pattern'),
        verdict: one(values, 'verdict'),
        reason: one(values, 'reason'),
        until: dateOf(values, 'until'),
      }),
      done: back,
    },
    remove: { action: removeSigningRule, input: (values) => ({ rule: one(values, 'rule') }), done: back },
  },
});

function SigningLimits({ data: { rules, rate, tabs }, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const stateOf = (verb: string) => (one(form.values, 'do') === verb ? form : undefined);
  return (
    <DeskDocument title={ts('petitions.limits.title')} lead={t('petitions.limits.lead')} tabs={tabs}>
      <ErrorSummary state={form} />
      <Chapter id="rate" title={t('petitions.limits.rate')} intro={t('petitions.limits.rate-intro')}>
        <Form state={stateOf('rate')}>
          <Hidden name="do" value="rate" />
          <TextInput
            name="perMinute"
            label={t('petitions.limits.per-minute')}
            value={String(rate.perMinute)}
            inputMode="numeric"
            dir="ltr"
            width={4}
          />
          <TextInput
            name="perHour"
            label={t('petitions.limits.per-hour')}
            value={String(rate.perHour)}
            inputMode="numeric"
            dir="ltr"
            width={4}
          />
          <Button>{t('petitions.limits.save')}</Button>
        </Form>
      </Chapter>
      <Chapter id="rules" title={t('petitions.limits.rules')} intro={t('petitions.limits.rules-intro')}>
        {rules.length === 0 ? <p>{t('petitions.limits.none')}</p> : <Rules rules={rules} />}
      </Chapter>
      <Chapter id="add" title={t('petitions.limits.add')}>
        <Form state={stateOf('add')}>
          <Hidden name="do" value="add" />
          <Radios
            name="kind"
            label={t('petitions.limits.kind')}
            choices={RULE_KINDS.map((kind) => ({ value: kind, label: ts(`petitions.limits.kinds.${kind}`) }))}
          />
          <TextInput
            name="pattern"
            label={t('petitions.limits.pattern')}
            hint={t('petitions.limits.pattern-hint')}
            dir="ltr"
            maxlength={260}
            autocomplete="off"
            spellcheck={false}
          />
          <Radios
            name="verdict"
            label={t('petitions.limits.verdict')}
            choices={VERDICTS.map((verdict) => ({ value: verdict, label: ts(`petitions.limits.verdicts.${verdict}`) }))}
          />
          <TextInput name="reason" label={t('petitions.limits.reason')} maxlength={REASON_MAX} />
          <DateField
            name="until"
            label={t('petitions.limits.until')}
            hint={t('petitions.limits.until-hint')}
            optional
          />
          <Button>{t('petitions.limits.add')}</Button>
        </Form>
      </Chapter>
    </DeskDocument>
  );
}

function Rules({ rules }: { rules: KeptRule[] }) {
  const { t, ts, today } = usePage();
  return (
    <Table
      caption={t('petitions.limits.rules')}
      hideCaption
      rows={rules}
      columns={[
        {
          key: 'pattern',
          label: ts('petitions.limits.pattern'),
          head: true,
          cell: ({ pattern }) => <Code>{pattern}</Code>,
        },
        {
          key: 'verdict',
          label: ts('petitions.limits.verdict'),
          cell: ({ verdict }) => t(`petitions.limits.verdicts.${verdict}`),
        },
        { key: 'reason', label: ts('petitions.limits.reason'), wide: true, cell: ({ reason }) => <bdi>{reason}</bdi> },
        {
          key: 'until',
          label: ts('petitions.limits.until'),
          cell: ({ until }) =>
            until === null ? (
              t('petitions.limits.for-good')
            ) : (
              <>
                <DateText date={until} />
                {until < today && <span class="soft"> {t('petitions.limits.over')}</span>}
              </>
            ),
        },
        {
          key: 'remove',
          label: ts('petitions.limits.remove'),
          hideLabel: true,
          cell: ({ id, pattern }) => (
            <Form enhance={false}>
              <Hidden name="do" value="remove" />
              <Hidden name="rule" value={id} />
              <Button kind="quiet" size="small" label={ts('petitions.limits.remove-one', { pattern })}>
                {t('petitions.limits.remove')}
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}
