import { z } from 'zod';
import { nationalPortal, one } from '#core/institutions/index.ts';
import { CollectionNotice, collectionNotice, type Notice } from '#core/personal-data/index.ts';
import { communesOf, type Place, provinces } from '#core/territory/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkbox } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form } from '#platform/html/form.tsx';
import { Law } from '#platform/html/text.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { declareAssociation as mayDeclare } from '../access.ts';
import { declareAssociation } from '../actions/declare-association.ts';
import { representativeProcessing } from '../personal-data.ts';
import {
  AssociationFields,
  associationOf,
  ProvinceForm,
  RepresentativeFields,
  representativeOf,
} from './association-form.tsx';
import { OwnDocument } from './own-document.tsx';

const query = z.object({ province: z.string().max(10).catch('') });
type Query = z.infer<typeof query>;

type Data = { provinces: Place[]; communes: Place[]; province: string; notice: Notice };

/** Declares an association and oneself as its representative. */
export const newAssociationPage = definePage<Query, Data>({
  name: 'associations.new-association-page',
  path: '/me/associations/new',
  on: 'both',
  query,
  access: mayDeclare,
  async load(request: PageRequest<Query>) {
    const { db, query: asked } = request;
    const portal = await nationalPortal(db);
    return {
      provinces: await provinces(db),
      communes: asked.province ? await communesOf(db, asked.province) : [],
      province: asked.province,
      notice: await collectionNotice(request, representativeProcessing.kind, portal),
    };
  },
  view: ({ data, form }) => <NewAssociation data={data} form={form} />,
  submit: {
    action: declareAssociation,
    input: (values) => ({
      ...associationOf(values),
      ...representativeOf(values),
      publicName: one(values, 'publicName') === 'yes',
    }),
    done: ({ id }: { id: string }) => `/me/associations/${id}?sent=1`,
  },
});

function NewAssociation({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const { notice, communes, province } = data;
  return (
    <OwnDocument
      title={t('associations.form.title')}
      called={ts('associations.form.title')}
      lead={t('associations.form.lead')}
      form={form}
    >
      {notice.state.open && <ProvinceForm path="/me/associations/new" provinces={data.provinces} value={province} />}
      {!notice.state.open && <CollectionNotice notice={notice} />}
      {notice.state.open && communes.length > 0 && (
        <Form state={form} action={`/me/associations/new?province=${province}`} label={ts('associations.form.title')}>
          <AssociationFields communes={communes} />
          <Chapter id="you" title={t('associations.form.you')}>
            <RepresentativeFields hint={t('associations.form.you-hint')} />
            <Checkbox
              name="publicName"
              label={ts('associations.representative.public')}
              hint={ts('associations.representative.public-hint')}
            />
            <CollectionNotice notice={notice} />
            <Button>{t('associations.form.send')}</Button>
          </Chapter>
        </Form>
      )}
      <p class="mt-4">
        <Law>{t('associations.form.law')}</Law>
      </p>
    </OwnDocument>
  );
}
