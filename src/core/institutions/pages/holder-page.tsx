import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateText } from '#platform/html/text.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { manageHolding, manageStaff } from '../access.ts';
import { endAppointment } from '../actions/end-appointment.ts';
import { nameDeputy } from '../actions/name-deputy.ts';
import { setAbsence } from '../actions/set-absence.ts';
import { type Holder, type Post, stateOf } from '../staff.ts';
import { holderById, type Official, officialsOf, postById } from '../staff-queries.ts';
import { DeskDocument, deskTabs, withDone } from './desk.tsx';
import { dateOf, one } from './form-values.ts';
import { postName } from './post-words.tsx';

type Data = Holder & { tabs: Tab[]; post: Post; others: Official[]; manages: boolean };

/** Somebody who holds a post: away, represented, leaving. */
export const holderPage = definePage<unknown, Data>({
  name: 'institutions.holder-page',
  path: '/desk/staff/holders/:id',
  on: 'tenant',
  access: manageHolding,
  load,
  view: ({ data, form }) => <OneHolder data={data} form={form} />,
  submits: {
    absence: {
      action: setAbsence,
      input: (values, { params }) => ({
        holder: params.id,
        from: dateOf(values, 'from'),
        until: dateOf(values, 'until'),
      }),
      done: (_result, { params }) => withDone(`/desk/staff/holders/${params.id}`),
    },
    back: {
      action: setAbsence,
      input: (_values, { params }) => ({ holder: params.id }),
      done: (_result, { params }) => withDone(`/desk/staff/holders/${params.id}`),
    },
    deputy: {
      action: nameDeputy,
      input: (values, { params }) => ({ holder: params.id, person: one(values, 'person') }),
      done: (_result, { params }) => withDone(`/desk/staff/holders/${params.id}`),
    },
    end: {
      action: endAppointment,
      input: (values, { params }) => ({ holder: params.id, to: one(values, 'to') }),
      // Who has left may not see the staff any more: the home of the site is there for everybody.
      done: (_result, { page }) => (manageStaff.allows(page.actor, undefined as never, page) ? '/desk/staff' : '/'),
    },
  },
});

async function load(request: PageRequest): Promise<Data> {
  const { db, page, params } = request;
  const holder = isId(params.id ?? '') ? await holderById(db, params.id ?? '', page.tenant) : undefined;
  if (!holder || stateOf(holder, page.today) === 'over') throw new NotFound();
  const post = await postById(db, holder.postId, page.tenant);
  if (!post) throw new NotFound();
  const officials = await officialsOf(db, holder.institutionId, page.today);
  return {
    ...holder,
    post,
    tabs: deskTabs(request),
    others: officials.filter((each) => each.personId !== holder.personId),
    manages: manageStaff.allows(page.actor, holder, page),
  };
}

function OneHolder({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { ts } = page;
  const called = postName(page, data.post);
  return (
    <DeskDocument
      title={data.name}
      lead={called}
      tabs={data.tabs}
      crumbs={[
        { label: ts('institutions.staff.title'), path: '/desk/staff' },
        { label: called, path: `/desk/staff/posts/${data.postId}` },
      ]}
    >
      <ErrorSummary state={form} />
      {data.deputyOf === null && <Absence data={data} form={form} />}
      {data.deputyOf === null && data.manages && data.others.length > 0 && <Deputy data={data} form={form} />}
      <End data={data} form={form} />
    </DeskDocument>
  );
}

type PartProps = { data: Data; form: FormState };

function Absence({ data, form }: PartProps) {
  const { t, ts, today } = usePage();
  const away = data.absentFrom !== null && (data.absentUntil === null || data.absentUntil >= today);
  return (
    <section class="flow" aria-labelledby="absence">
      <h2 id="absence">{t('institutions.staff.absence')}</h2>
      <p class="measure">{t('institutions.staff.absence-text')}</p>
      {away && data.absentFrom ? (
        <Form enhance={false} label={ts('institutions.staff.back')}>
          <Hidden name="do" value="back" />
          <p>
            {data.absentUntil
              ? t('institutions.staff.away-until', {
                  from: <DateText date={data.absentFrom} />,
                  until: <DateText date={data.absentUntil} />,
                })
              : t('institutions.staff.away-from', { from: <DateText date={data.absentFrom} /> })}
          </p>
          <Button kind="quiet">{t('institutions.staff.back')}</Button>
        </Form>
      ) : (
        <Form state={form} label={ts('institutions.staff.absence')}>
          <Hidden name="do" value="absence" />
          <DateField name="from" label={t('institutions.staff.away-first')} value={today} />
          <DateField
            name="until"
            label={t('institutions.staff.away-last')}
            hint={t('institutions.staff.away-hint')}
            optional
          />
          <Button kind="quiet">{t('institutions.staff.set-absence')}</Button>
        </Form>
      )}
    </section>
  );
}

function Deputy({ data, form }: PartProps) {
  const { t, ts } = usePage();
  return (
    <section class="mt-6 flow" aria-labelledby="deputy">
      <h2 id="deputy">{t('institutions.staff.deputy')}</h2>
      <p class="measure">{t('institutions.staff.deputy-text')}</p>
      <Form state={form} label={ts('institutions.staff.deputy')}>
        <Hidden name="do" value="deputy" />
        <Select
          name="person"
          label={t('institutions.staff.person')}
          empty={ts('institutions.staff.choose')}
          choices={data.others.map((each) => ({ value: each.personId, label: each.name }))}
        />
        <Button kind="quiet">{t('institutions.staff.name-deputy')}</Button>
      </Form>
    </section>
  );
}

function End({ data, form }: PartProps) {
  const { t, ts } = usePage();
  return (
    <section class="mt-6 flow" aria-labelledby="end">
      <h2 id="end">{t('institutions.staff.end')}</h2>
      <p class="measure">{t('institutions.staff.end-text')}</p>
      <Form state={form} enhance={false} label={ts('institutions.staff.end')}>
        <Hidden name="do" value="end" />
        {data.others.length > 0 && (
          <Select
            name="to"
            label={t('institutions.staff.hand-over')}
            empty={ts('institutions.staff.hand-over-all')}
            choices={data.others.map((each) => ({ value: each.personId, label: each.name }))}
          />
        )}
        <Button kind="alert">{t('institutions.staff.end')}</Button>
      </Form>
    </section>
  );
}
