import { nationalPortal, one } from '#core/institutions/index.ts';
import { CollectionNotice, collectionNotice, type Notice } from '#core/personal-data/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Checkbox } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateRange, Multilingual } from '#platform/html/text.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { ownRepresentation } from '../access.ts';
import { acceptRepresentation } from '../actions/accept-representation.ts';
import { endRepresentation } from '../actions/end-representation.ts';
import { updateRepresentation } from '../actions/update-representation.ts';
import type { Association, Representative } from '../association.ts';
import { representativeProcessing } from '../personal-data.ts';
import { associationById, representativeById } from '../queries.ts';
import { OwnDocument } from './own-document.tsx';

type Data = Representative & { association: Association; notice: Notice };

/** What one is in an association: to say yes or no to an invitation, to be named or not, to end it. */
export const representationPage = definePage<unknown, Data>({
  name: 'associations.representation-page',
  path: '/me/associations/representations/:id',
  on: 'both',
  access: ownRepresentation,
  async load(request) {
    const { db, params } = request;
    const found = isId(params.id ?? '') ? await representativeById(db, params.id ?? '') : undefined;
    const association = found && (await associationById(db, found.associationId));
    if (!association) throw new NotFound();
    const portal = await nationalPortal(db);
    return { ...found, association, notice: await collectionNotice(request, representativeProcessing.kind, portal) };
  },
  view: ({ data, form }) => <Representation data={data} form={form} />,
  submits: {
    accept: {
      action: acceptRepresentation,
      input: (values, { params }) => ({
        representation: params.id,
        publicName: one(values, 'publicName') === 'yes',
      }),
      done: (_result, { params }) => `/me/associations/representations/${params.id}`,
    },
    update: {
      action: updateRepresentation,
      input: (values, { params }) => ({
        representation: params.id,
        publicName: one(values, 'publicName') === 'yes',
      }),
      done: (_result, { params }) => `/me/associations/representations/${params.id}`,
    },
    end: {
      action: endRepresentation,
      input: (_values, { params }) => ({ representation: params.id }),
      done: () => '/me/associations',
    },
  },
});

function Representation({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const asked = data.state === 'asked';
  const open = asked || data.state === 'confirmed';
  const title = asked ? 'associations.invited.title' : 'associations.representative.mine';
  return (
    <OwnDocument
      title={t(title)}
      called={ts(title)}
      lead={asked ? t('associations.invited.lead') : undefined}
      form={form}
    >
      <Summary
        rows={[
          { label: t('associations.field.name'), value: <Multilingual text={data.association.name} as="bdi" /> },
          { label: t('associations.representative.name'), value: <bdi>{data.name}</bdi> },
          { label: t('associations.representative.function'), value: t(`associations.function.${data.function}`) },
          {
            label: t('associations.representative.term'),
            value: <DateRange start={data.fromOn} end={data.untilOn} />,
          },
        ]}
      />
      {!open && <p class="mt-4">{t('associations.representative.over')}</p>}
      {open && (
        <>
          <Form state={form} label={ts(title)}>
            <Hidden name="do" value={asked ? 'accept' : 'update'} />
            <Checkbox
              name="publicName"
              label={ts('associations.representative.public')}
              hint={ts('associations.representative.public-hint')}
              checked={data.publicName}
            />
            {asked && <CollectionNotice notice={data.notice} />}
            <Button>{t(asked ? 'associations.invited.accept' : 'associations.form.save')}</Button>
          </Form>
          <Form label={ts(asked ? 'associations.invited.decline' : 'associations.representative.end-mine')}>
            <Hidden name="do" value="end" />
            <Button kind="quiet">
              {t(asked ? 'associations.invited.decline' : 'associations.representative.end-mine')}
            </Button>
          </Form>
        </>
      )}
    </OwnDocument>
  );
}
