import { type Institution, institutionsById } from '#core/institutions/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText, DateTimeText, Law, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import type { PublicAct } from '#platform/module.ts';
import { definePage, type PageRequest } from '#platform/page.ts';
import { readAssociation } from '../access.ts';
import { type Association, type Representative, represents } from '../association.ts';
import { associationById, representativesOf, type Seat, seatsOf } from '../queries.ts';
import { useAssociationStatus, useDeclarationRows, useParticularRows } from './words.tsx';

const ACTS = 20;

type Data = Association & {
  seatNamed: Seat | undefined;
  verifier: Institution | undefined;
  people: Pick<Representative, 'name' | 'function'>[];
  acts: PublicAct[];
  actTags: string[];
};

/** One association: what it is, who verified it, who represents it where they consented, and what it did here in public. */
export const associationPage = definePage<unknown, Data>({
  name: 'associations.association-page',
  path: '/associations/:id',
  on: 'both',
  access: readAssociation,
  load,
  cache: (data) => [`association:${data.id}`, 'associations', 'territories', 'institutions', ...data.actTags],
  view: ({ data }) => <OneAssociation data={data} />,
});

async function load({ db, page, params, offers }: PageRequest): Promise<Data> {
  const found = isId(params.id ?? '') ? await associationById(db, params.id ?? '') : undefined;
  if (!found) throw new NotFound();
  const people = (await representativesOf(db, found.id)).filter(
    (one) => found.state === 'verified' && one.publicName && represents(one, page.today),
  );
  const acts = await Promise.all(
    offers.publicActs.map((source) => source.acts(db, offers, `association:${found.id}`, ACTS)),
  );
  const { institutionId } = found;
  return {
    ...found,
    seatNamed: (await seatsOf(db, [found.seat])).get(found.seat),
    verifier: institutionId ? (await institutionsById(db, [institutionId])).get(institutionId) : undefined,
    people: people.map((one) => ({ name: one.name, function: one.function })),
    acts: acts
      .flat()
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, ACTS),
    actTags: offers.publicActs.flatMap((source) => source.tags),
  };
}

function OneAssociation({ data }: { data: Data }) {
  const { t, ts, lang, href } = usePage();
  const statusOf = useAssociationStatus();
  const { name: _name, purpose, ...declared } = useDeclarationRows()(data, data.seatNamed);
  const particulars = useParticularRows()(data);
  const title = plain(data.name, lang);
  const closed = data.state === 'closed';
  return (
    <Document
      title={title}
      description={plain(data.purpose, lang).slice(0, 300)}
      crumbs={[{ label: ts('associations.directory.title'), path: '/associations' }]}
      noIndex={closed}
    >
      <PageHead
        kicker={t('associations.page.kicker')}
        title={{ text: data.name }}
        row={<StatusTag {...statusOf({ ...data, proposed: null })} />}
      />
      <Chapter id="what" title={t('associations.page.what')}>
        <Summary
          rows={[
            purpose,
            ...Object.values(declared),
            ...particulars,
            closed &&
              data.closedOn !== null && {
                label: t('associations.closing.on'),
                value: <DateText date={data.closedOn} />,
              },
          ]}
        />
        {data.verifier && data.verifiedAt && (
          <p class="mt-4">
            <Law>
              {t('associations.page.verified', {
                body: <Multilingual text={data.verifier.name} as="bdi" />,
                date: <DateText date={calendarDate(data.verifiedAt)} />,
              })}
            </Law>
          </p>
        )}
      </Chapter>
      {!closed && (
        <Chapter id="people" title={t('associations.page.people')}>
          {data.people.length === 0 ? (
            <p>{t('associations.page.nobody-named')}</p>
          ) : (
            <Summary
              rows={data.people.map((one) => ({
                label: t(`associations.function.${one.function}`),
                value: <bdi>{one.name}</bdi>,
              }))}
            />
          )}
        </Chapter>
      )}
      <Chapter id="acts" title={t('associations.page.acts')}>
        {data.acts.length === 0 ? (
          <p>{t('associations.page.no-acts')}</p>
        ) : (
          <Items>
            {data.acts.map((act) => (
              <Item
                title={{ text: act.title }}
                href={href(act.path, { tenant: act.tenant })}
                facts={[
                  { label: ts('associations.page.act'), value: t(act.kind) },
                  { label: ts('associations.page.when'), value: <DateTimeText instant={act.at} /> },
                ]}
              />
            ))}
          </Items>
        )}
      </Chapter>
    </Document>
  );
}
