import { DeskDocument, deskTabs, one, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary, type SummaryRow } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Law } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { verifyAssociation } from '../access.ts';
import { refuseAssociation } from '../actions/refuse-association.ts';
import { takeAssociation } from '../actions/take-association.ts';
import { verifyAssociation as verify } from '../actions/verify-association.ts';
import { changedIn, type Declaration, finalReceiptOverdue } from '../association.ts';
import { type RepresentativeShown, representativesShown, type Seat, seatsOf, waitingTwins } from '../queries.ts';
import { type Verifying, verifyingTarget, waits } from '../verifying.ts';
import { useAssociationStatus, useDeclarationRows, useParticularRows } from './words.tsx';

type Data = Verifying & {
  tabs: Tab[];
  mine: boolean;
  seats: Map<string, Seat>;
  /** Read by whoever has taken it only. */
  people: RepresentativeShown[];
  twins: number;
  changed: (keyof Declaration)[];
};

/**
 * One declaration beside its receipt. Opening the page shows what will be public; who represents the association is read by whoever takes
 * it, which those persons see.
 */
export const deskAssociationPage = definePage<unknown, Data>({
  name: 'associations.desk-association-page',
  path: '/desk/associations/:id',
  on: 'tenant',
  access: verifyAssociation,
  load,
  view: ({ data, form }) => <DeskAssociation data={data} form={form} />,
  submits: {
    take: {
      action: takeAssociation,
      input: (_values, { params }) => ({ association: params.id }),
      done: (_result, { params }) => `/desk/associations/${params.id}`,
    },
    verify: {
      action: verify,
      input: (_values, { params }) => ({ association: params.id }),
      done: () => withDone('/desk/associations'),
    },
    refuse: {
      action: refuseAssociation,
      input: (values, { params }) => ({ association: params.id, reason: one(values, 'reason') }),
      done: () => withDone('/desk/associations'),
    },
  },
});

async function load(request: PageRequest): Promise<Data> {
  const { db, page, params } = request;
  const association = params.id ?? '';
  const found = isId(association) ? await verifyingTarget({ db, tenant: page.tenant }, { association }) : undefined;
  if (!found || !waits(found)) throw new NotFound();
  const mine = page.actor.kind === 'person' && found.takenBy === page.actor.id;
  return {
    ...found,
    tabs: deskTabs(request),
    mine,
    seats: await seatsOf(db, [found.seat, ...(found.proposed ? [found.proposed.seat] : [])]),
    people: mine ? await representativesShown(db, found.id, page.now) : [],
    twins: await waitingTwins(db, found),
    changed: found.proposed ? changedIn(found, found.proposed) : [],
  };
}

function DeskAssociation({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, today } = usePage();
  const statusOf = useAssociationStatus();
  const declared = useDeclarationRows();
  const shown = data.proposed ?? data;
  const before: Record<string, SummaryRow | null> = declared(data, data.seats.get(data.seat));
  const now: Record<string, SummaryRow | null> = declared(shown, data.seats.get(shown.seat));
  return (
    <DeskDocument
      title={plain(shown.name, lang)}
      tabs={data.tabs}
      crumbs={[{ label: ts('associations.desk.title'), path: '/desk/associations' }]}
      row={<StatusTag {...statusOf(data)} />}
    >
      <ErrorSummary state={form} />
      {data.twins > 0 && (
        <Banner kind="warn" title={t('associations.desk.twins', { n: data.twins })}>
          <p>{t('associations.desk.twins-text')}</p>
        </Banner>
      )}
      {finalReceiptOverdue(shown, today) && (
        <Banner kind="info" title={t('associations.desk.provisional')}>
          <p>{t('associations.desk.provisional-text')}</p>
        </Banner>
      )}
      <Chapter
        id="declaration"
        title={t(data.proposed ? 'associations.desk.changes' : 'associations.desk.declaration')}
      >
        <Summary
          rows={
            data.proposed
              ? data.changed.map(
                  (key) => now[key] ?? { label: before[key]?.label, value: t('associations.desk.removed') },
                )
              : Object.values(now)
          }
        />
      </Chapter>
      {data.proposed && (
        <Chapter id="verified" title={t('associations.desk.before')}>
          <Summary rows={Object.values(before)} />
        </Chapter>
      )}
      <Others data={data} />
      {data.mine ? <Decision form={form} /> : <Take taken={data.takenBy !== null} />}
      <p class="mt-4">
        <Law>{t('associations.form.law')}</Law>
      </p>
    </DeskDocument>
  );
}

function Others({ data }: { data: Data }) {
  const { t } = usePage();
  const rows = useParticularRows()(data);
  return (
    <>
      {rows.some((row) => row !== null) && (
        <Chapter id="particulars" title={t('associations.desk.particulars')}>
          <Summary rows={rows} />
        </Chapter>
      )}
      {data.mine && (
        <Chapter id="people" title={t('associations.representative.title')} intro={t('associations.desk.people-intro')}>
          <Summary
            rows={data.people.map((person) => ({
              label: t(`associations.function.${person.function}`),
              value: (
                <>
                  <bdi>{person.name}</bdi>
                  {' · '}
                  {t(person.verified ? 'associations.desk.identity-verified' : 'associations.desk.identity-unknown')}
                </>
              ),
            }))}
          />
        </Chapter>
      )}
    </>
  );
}

function Take({ taken }: { taken: boolean }) {
  const { t } = usePage();
  return (
    <Form enhance={false}>
      <Hidden name="do" value="take" />
      <p class="measure">{t(taken ? 'associations.desk.take-over-text' : 'associations.desk.take-text')}</p>
      <Button>{t('associations.desk.take')}</Button>
    </Form>
  );
}

function Decision({ form }: { form: FormState }) {
  const { t, ts } = usePage();
  return (
    <>
      <Chapter id="verify" title={t('associations.desk.verify')} intro={t('associations.desk.verify-text')}>
        <Form label={ts('associations.desk.verify')}>
          <Hidden name="do" value="verify" />
          <Button>{t('associations.desk.verify')}</Button>
        </Form>
      </Chapter>
      <Chapter id="refuse" title={t('associations.desk.refuse')}>
        <Form state={form} label={ts('associations.desk.refuse')}>
          <Hidden name="do" value="refuse" />
          <TextArea
            name="reason"
            label={t('associations.desk.reason')}
            hint={t('associations.desk.reason-hint')}
            rows={4}
            maxlength={2_000}
          />
          <Button kind="quiet">{t('associations.desk.refuse')}</Button>
        </Form>
      </Chapter>
    </>
  );
}
