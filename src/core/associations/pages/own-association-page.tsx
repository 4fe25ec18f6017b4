import type { Institution } from '#core/institutions/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter, Row } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateRange, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { representAssociation } from '../access.ts';
import { endRepresentation } from '../actions/end-representation.ts';
import type { Representative } from '../association.ts';
import { type Own, representativesOf, type Seat, seatsOf, verifiersOf } from '../queries.ts';
import { OwnDocument } from './own-document.tsx';
import { ownOf } from './own-loading.ts';
import { useAssociationStatus, useDeclarationRows, useParticularRows } from './words.tsx';

type Data = Own & {
  seats: Map<string, Seat>;
  verifiers: Pick<Institution, 'name'>[];
  people: Representative[];
};

/** An association as those who represent it see it: how it stands, what was declared, who speaks for it. */
export const ownAssociationPage = definePage<unknown, Data>({
  name: 'associations.own-association-page',
  path: '/me/associations/:id',
  on: 'both',
  access: representAssociation,
  async load(request) {
    const { db } = request;
    const own = await ownOf(request);
    const people = await representativesOf(db, own.id);
    return {
      ...own,
      seats: await seatsOf(db, [own.seat, ...(own.proposed ? [own.proposed.seat] : [])]),
      verifiers: await verifiersOf(db, own.proposed?.seat ?? own.seat),
      people: people.filter((one) => one.state === 'asked' || one.state === 'confirmed'),
    };
  },
  view: ({ data, form }) => <OwnAssociation data={data} form={form} />,
  submit: {
    action: endRepresentation,
    input: (values) => ({ representation: values.representation }),
    done: ({ own }: { own: boolean }, { params }) =>
      own ? '/me/associations' : `/me/associations/${params.id}?saved=1`,
  },
});

function OwnAssociation({ data, form }: { data: Data; form: FormState }) {
  const { t, lang, href, query } = usePage();
  const statusOf = useAssociationStatus();
  const declared = useDeclarationRows();
  const particulars = useParticularRows();
  const path = `/me/associations/${data.id}`;
  const shown = data.proposed ?? data;
  return (
    <OwnDocument
      title={<Multilingual text={data.name} />}
      called={plain(data.name, lang)}
      row={<StatusTag {...statusOf(data)} />}
      form={form}
    >
      {query.has('sent') && (
        <Banner kind="good" title={t('associations.own.sent')} live>
          <p>{t('associations.own.sent-text')}</p>
        </Banner>
      )}
      {query.has('saved') && (
        <Banner kind="good" live>
          <p>{t('associations.own.saved')}</p>
        </Banner>
      )}
      <Standing data={data} />
      <Chapter
        id="declaration"
        class="mt-6"
        title={t(data.proposed ? 'associations.own.changes' : 'associations.own.declaration')}
      >
        <Summary rows={[...Object.values(declared(shown, data.seats.get(shown.seat))), ...particulars(data)]} />
        {data.state !== 'closed' && (
          <p>
            <a href={href(`${path}/edit`)}>{t('associations.form.edit')}</a>
          </p>
        )}
      </Chapter>
      <People data={data} />
      {data.state !== 'closed' && (
        <p class="mt-6">
          <a href={href(`${path}/close`)}>{t('associations.closing.title')}</a>
        </p>
      )}
    </OwnDocument>
  );
}

/** What happens next, and who decides. */
function Standing({ data }: { data: Data }) {
  const { t, href, lang } = usePage();
  const bodies = data.verifiers.map((body) => plain(body.name, lang)).join(lang === 'ar' ? '، ' : ', ');
  if (data.state === 'closed') return <p class="measure">{t('associations.own.closed')}</p>;
  return (
    <>
      {data.refusal !== null && (
        <Banner
          kind="warn"
          title={t(data.state === 'refused' ? 'associations.own.refused-title' : 'associations.own.changes-refused')}
        >
          <p>
            <bdi>{data.refusal}</bdi>
          </p>
        </Banner>
      )}
      {(data.state === 'declared' || data.proposed) && (
        <p class="measure">
          {data.verifiers.length > 0 ? t('associations.own.waits', { bodies }) : t('associations.own.waits-nobody')}
        </p>
      )}
      {data.state === 'verified' && (
        <p class="measure">
          {t('associations.own.speaks')} <a href={href(`/associations/${data.id}`)}>{t('associations.own.page')}</a>
        </p>
      )}
    </>
  );
}

function People({ data }: { data: Data }) {
  const { t, ts, href } = usePage();
  return (
    <Chapter id="people" title={t('associations.representative.title')} intro={t('associations.representative.intro')}>
      <Items>
        {data.people.map((one) => (
          <Item
            title={<bdi>{one.name}</bdi>}
            tags={one.state === 'asked' ? [{ tone: 'not-started', label: t('associations.representative.asked') }] : []}
            facts={[
              { label: ts('associations.representative.function'), value: t(`associations.function.${one.function}`) },
              {
                label: ts('associations.representative.term'),
                value: <DateRange start={one.fromOn} end={one.untilOn} />,
              },
            ]}
          >
            <Row>
              {one.id === data.mine?.id ? (
                <a href={href(`/me/associations/representations/${one.id}`)}>{t('associations.representative.mine')}</a>
              ) : (
                <Form label={ts('associations.representative.end-named', { name: one.name })}>
                  <Hidden name="representation" value={one.id} />
                  <Button
                    kind="quiet"
                    size="small"
                    label={ts('associations.representative.end-named', { name: one.name })}
                  >
                    {t(
                      one.state === 'asked'
                        ? 'associations.representative.withdraw'
                        : 'associations.representative.end',
                    )}
                  </Button>
                </Form>
              )}
            </Row>
          </Item>
        ))}
      </Items>
      {data.state !== 'closed' && (
        <p>
          <a class="button quiet" href={href(`/me/associations/${data.id}/invite`)}>
            {t('associations.invite.title')}
          </a>
        </p>
      )}
    </Chapter>
  );
}
