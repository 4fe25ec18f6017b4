import { dateOf, one } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { representAssociation } from '../access.ts';
import { closeAssociation } from '../actions/close-association.ts';
import { CLOSING_REASONS } from '../association.ts';
import type { Own } from '../queries.ts';
import { OwnDocument } from './own-document.tsx';
import { ownOf } from './own-loading.ts';

/** Closes an association: it was dissolved, or leaves the platform. */
export const closeAssociationPage = definePage<unknown, Own>({
  name: 'associations.close-association-page',
  path: '/me/associations/:id/close',
  on: 'both',
  access: representAssociation,
  async load(request) {
    const own = await ownOf(request);
    if (own.state === 'closed') throw new NotFound();
    return own;
  },
  view: ({ data, form }) => <Close association={data} form={form} />,
  submit: {
    action: closeAssociation,
    input: (values, { params }) => ({ association: params.id, why: one(values, 'why'), on: dateOf(values, 'on') }),
    done: (_result, { params }) => `/me/associations/${params.id}`,
  },
});

function Close({ association, form }: { association: Own; form: FormState }) {
  const { t, ts, lang, today } = usePage();
  return (
    <OwnDocument
      title={t('associations.closing.title')}
      called={ts('associations.closing.title')}
      lead={t('associations.closing.lead')}
      above={{ label: plain(association.name, lang), path: `/me/associations/${association.id}` }}
      form={form}
    >
      <Form state={form} label={ts('associations.closing.title')}>
        <Radios
          name="why"
          label={t('associations.closing.why')}
          choices={CLOSING_REASONS.map((value) => ({ value, label: ts(`associations.closing.${value}`) }))}
        />
        <DateField name="on" label={t('associations.closing.on')} value={today} />
        <Button>{t('associations.closing.send')}</Button>
      </Form>
    </OwnDocument>
  );
}
