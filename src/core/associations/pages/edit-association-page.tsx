import { z } from 'zod';
import { communesOf, type Place, provinces } from '#core/territory/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form } from '#platform/html/form.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { representAssociation } from '../access.ts';
import { updateAssociation } from '../actions/update-association.ts';
import type { Own } from '../queries.ts';
import { AssociationFields, associationOf, ProvinceForm } from './association-form.tsx';
import { OwnDocument } from './own-document.tsx';
import { ownOf } from './own-loading.ts';

const query = z.object({ province: z.string().max(10).catch('') });
type Query = z.infer<typeof query>;

type Data = Own & { provinces: Place[]; communes: Place[]; province: string };

/** Changes what an association declared, or says of itself. */
export const editAssociationPage = definePage<Query, Data>({
  name: 'associations.edit-association-page',
  path: '/me/associations/:id/edit',
  on: 'both',
  query,
  access: representAssociation,
  async load(request: PageRequest<Query>) {
    const { db, query: asked } = request;
    const own = await ownOf(request);
    if (own.state === 'closed') throw new NotFound();
    const province = asked.province || (own.proposed?.seat ?? own.seat).slice(0, 6);
    return { ...own, provinces: await provinces(db), communes: await communesOf(db, province), province };
  },
  view: ({ data, form }) => <EditAssociation data={data} form={form} />,
  submit: {
    action: updateAssociation,
    input: (values, { params }) => ({ ...associationOf(values), association: params.id }),
    done: (result: { waits: boolean }, { params }) =>
      `/me/associations/${params.id}?${result.waits ? 'sent' : 'saved'}=1`,
  },
});

function EditAssociation({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang } = usePage();
  const path = `/me/associations/${data.id}`;
  return (
    <OwnDocument
      title={t('associations.form.edit')}
      called={ts('associations.form.edit')}
      lead={t(data.state === 'verified' ? 'associations.form.edit-verified' : 'associations.form.edit-lead')}
      above={{ label: plain(data.name, lang), path }}
      form={form}
    >
      {data.refusal && (
        <p class="measure">
          {t('associations.own.refused', { reason: <Multilingual text={{ [lang]: data.refusal }} as="bdi" /> })}
        </p>
      )}
      <ProvinceForm path={`${path}/edit`} provinces={data.provinces} value={data.province} />
      <Form state={form} action={`${path}/edit?province=${data.province}`} label={ts('associations.form.edit')}>
        <AssociationFields known={{ ...data, ...data.proposed }} communes={data.communes} />
        <Button>{t('associations.form.save')}</Button>
      </Form>
    </OwnDocument>
  );
}
