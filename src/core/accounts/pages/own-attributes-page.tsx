import { z } from 'zod';
import { AGE_BANDS, CollectionNotice, GENDERS, type Notice } from '#core/personal-data/index.ts';
import { communesOf, type Place, provinces, territoriesByCode } from '#core/territory/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { setAttribute } from '../actions/set-attribute.ts';
import { type Attribute, attributesOf } from '../assurance.ts';
import { accountNotice } from './notice.ts';
import { OwnDocument } from './own-document.tsx';

const query = z.object({ province: z.string().max(10).catch('') });
type Query = z.infer<typeof query>;

type Data = {
  attributes: Attribute[];
  residence: Text | undefined;
  provinces: Place[];
  communes: Place[];
  province: string;
  notice: Notice | undefined;
};

/** What one says of oneself: where one lives, age and gender. All of it optional. */
export const ownAttributesPage = definePage<Query, Data>({
  name: 'accounts.own-attributes-page',
  path: '/me/about',
  on: 'both',
  query,
  access: ownAccount,
  load: async (request: PageRequest<Query>) => {
    const { db, page, query } = request;
    const attributes = await attributesOf(db, personOf(page.actor).id, page.now);
    const code = attributes.find((one) => one.kind === 'residence')?.value;
    const province = query.province || code?.slice(0, 6) || '';
    return {
      attributes,
      residence: code ? (await territoriesByCode(db, [code])).get(code)?.name : undefined,
      provinces: await provinces(db),
      communes: province ? await communesOf(db, province) : [],
      province,
      notice: await accountNotice(request),
    };
  },
  view: ({ data, form }) => <OwnAttributes data={data} form={form} />,
  submit: {
    action: setAttribute,
    // Each form names its field after what it is about: their ids must differ.
    input: (values) => ({ kind: values.kind ?? '', value: values[String(values.kind)] ?? '' }),
    done: () => '/me/about',
  },
});

function OwnAttributes({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang } = usePage();
  const names = (places: Place[]) => places.map(({ code, name }) => ({ value: code, label: plain(name, lang) }));
  return (
    <OwnDocument title={ts('accounts.attributes.title')} lead={t('accounts.attributes.lead')} form={form}>
      {data.notice && <CollectionNotice notice={data.notice} compulsory={false} />}
      <Chapter
        id="residence"
        title={t('accounts.attributes.kind.residence')}
        intro={<State kind="residence" {...data} />}
      >
        {data.residence && <p>{plain(data.residence, lang)}</p>}
        <Form method="get" action="/me/about" label={ts('accounts.attributes.province')}>
          <Select
            name="province"
            label={t('accounts.attributes.province')}
            value={data.province}
            empty={ts('accounts.post.choose')}
            choices={names(data.provinces)}
          />
          <Button kind="quiet">{t('accounts.attributes.show-communes')}</Button>
        </Form>
        {data.communes.length > 0 && (
          <Form action={`/me/about?province=${data.province}`} label={ts('accounts.attributes.commune')}>
            <Hidden name="kind" value="residence" />
            <Select
              name="residence"
              label={t('accounts.attributes.commune')}
              value={saidOf(data, 'residence')}
              empty={ts('accounts.attributes.not-said')}
              choices={names(data.communes)}
            />
            <Button>{t('accounts.save')}</Button>
          </Form>
        )}
      </Chapter>
      <OneOf kind="age-band" values={AGE_BANDS} data={data} />
      <OneOf kind="gender" values={GENDERS} data={data} />
    </OwnDocument>
  );
}

function saidOf({ attributes }: Pick<Data, 'attributes'>, kind: string): string {
  return attributes.find((one) => one.kind === kind)?.value ?? '';
}

function State({ kind, attributes }: { kind: string; attributes: Attribute[] }) {
  const { t } = usePage();
  const known = attributes.find((one) => one.kind === kind);
  if (!known) return <>{t('accounts.attributes.not-said')}</>;
  return (
    <StatusTag
      tone={known.verified ? 'finished' : 'plain'}
      label={t(known.verified ? 'accounts.attributes.verified' : 'accounts.attributes.declared')}
    />
  );
}

function OneOf({ kind, values, data }: { kind: 'age-band' | 'gender'; values: readonly string[]; data: Data }) {
  const { t, ts } = usePage();
  return (
    <Chapter id={kind} title={t(`accounts.attributes.kind.${kind}`)} intro={<State kind={kind} {...data} />}>
      <Form action="/me/about" label={ts(`accounts.attributes.kind.${kind}`)}>
        <Hidden name="kind" value={kind} />
        <Radios
          name={kind}
          label={t(`accounts.attributes.kind.${kind}`)}
          value={saidOf(data, kind)}
          choices={[
            ...values.map((value) => ({ value, label: ts(`accounts.attributes.${kind}.${value}` as 'accounts.save') })),
            { value: '', label: ts('accounts.attributes.not-said') },
          ]}
        />
        <Button>{t('accounts.save')}</Button>
      </Form>
    </Chapter>
  );
}
