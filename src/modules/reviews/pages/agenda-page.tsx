import { DeskDocument, many, one, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Checkboxes } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Group, TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageFollowUp } from '../access.ts';
import { draftAgenda } from '../actions/draft-agenda.ts';
import { saveAgenda } from '../actions/save-agenda.ts';
import { MOST } from '../input.ts';
import type { AgendaItem } from '../review.ts';
import { type DeskReview, deskReview, reviewCrumbs, reviewDeskPath } from './desk-review.ts';

/** Empty lines at the end of the form. */
const NEW_LINES = 2;

/** The agenda of a review: drawn from the matrix, then changed by hand. */
export const agendaPage = definePage<unknown, DeskReview>({
  name: 'reviews.agenda-page',
  path: '/desk/follow-up/reviews/:id/agenda',
  on: 'tenant',
  access: manageFollowUp,
  async load(request) {
    const about = await deskReview(request);
    if (about.review.state !== 'planned' && about.review.state !== 'held') throw new NotFound();
    return about;
  },
  view: ({ data, form }) => <EditAgenda data={data} form={form} />,
  submits: {
    draft: {
      action: draftAgenda,
      input: (_values, { params }) => ({ review: params.id }),
      done: (_result, { params }) => withDone(`/desk/follow-up/reviews/${params.id}/agenda`),
    },
    save: {
      action: saveAgenda,
      input: (values, { params }) => ({ review: params.id, items: itemsOf(values) }),
      done: (_result, { params }) => withDone(reviewDeskPath({ id: params.id ?? '' })),
    },
  },
});

/** The points as they were typed, in the order of their numbers; removed and empty ones are left out. */
function itemsOf(values: FormState['values']) {
  const removed = new Set(many(values, 'remove'));
  const count = Number(one(values, 'count')) || 0;
  return Array.from({ length: Math.min(count, 200) }, (_, index) => ({
    index,
    order: Number(one(values, `items.${index}.order`)) || index + 1,
    item: {
      kind: one(values, `items.${index}.kind`) || 'other',
      milestone: one(values, `items.${index}.milestone`),
      resolution: one(values, `items.${index}.resolution`),
      text: { ar: one(values, `items.${index}.text.ar`), fr: one(values, `items.${index}.text.fr`) },
    },
  }))
    .filter(({ index, item }) => !removed.has(String(index)) && `${item.text.ar}${item.text.fr}`.trim() !== '')
    .sort((a, b) => a.order - b.order || a.index - b.index)
    .map(({ item }) => item);
}

function EditAgenda({ data, form }: { data: DeskReview; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { review } = data;
  const empty: AgendaItem = { kind: 'other', milestone: null, resolution: null, text: {} };
  const items = [...review.agenda, ...Array.from({ length: NEW_LINES }, () => empty)];
  return (
    <DeskDocument
      title={ts('reviews.agenda.edit')}
      lead={t('reviews.agenda.edit-lead')}
      tabs={data.tabs}
      crumbs={reviewCrumbs(page, data)}
    >
      <ErrorSummary state={form} />
      {review.state === 'planned' && (
        <Form enhance={false} label={ts('reviews.agenda.draft')}>
          <Hidden name="do" value="draft" />
          <p class="measure">{t('reviews.agenda.draft-text')}</p>
          <Button kind="quiet">{t('reviews.agenda.draft')}</Button>
        </Form>
      )}
      <Form state={form} label={ts('reviews.agenda.edit')}>
        <Hidden name="do" value="save" />
        <Hidden name="count" value={String(items.length)} />
        {items.map((item, index) => (
          <AgendaLine item={item} index={index} isNew={index >= review.agenda.length} />
        ))}
        {review.agenda.length > 0 && (
          <Checkboxes
            name="remove"
            label={t('reviews.agenda.remove')}
            look="ticks"
            optional
            choices={review.agenda.map((item, index) => ({
              value: String(index),
              label: `${index + 1}. ${item.milestone ?? plain(item.text, page.lang)}`,
            }))}
          />
        )}
        <Button>{t('reviews.agenda.save')}</Button>
      </Form>
    </DeskDocument>
  );
}

function AgendaLine({ item, index, isNew }: { item: AgendaItem; index: number; isNew: boolean }) {
  const { t, ts } = usePage();
  const name = `items.${index}`;
  return (
    <Group
      id={`agenda-${index}`}
      label={
        isNew
          ? t('reviews.agenda.new-point')
          : t('reviews.agenda.point', { n: index + 1, kind: ts(`reviews.agenda.kinds.${item.kind}`) })
      }
      hint={item.milestone ? <bdi dir="ltr">{item.milestone}</bdi> : undefined}
      fault={undefined}
    >
      <Hidden name={`${name}.kind`} value={item.kind} />
      <Hidden name={`${name}.milestone`} value={item.milestone ?? ''} />
      <Hidden name={`${name}.resolution`} value={item.resolution ?? ''} />
      <TextInput
        name={`${name}.order`}
        label={t('reviews.agenda.order')}
        value={String(index + 1)}
        inputMode="numeric"
        width={2}
      />
      {(['ar', 'fr'] as const).map((lang) => (
        <TextArea
          name={`${name}.text.${lang}`}
          label={<span lang={lang}>{LANGUAGE_NAMES[lang]}</span>}
          value={item.text[lang]}
          rows={2}
          maxlength={MOST.paragraph}
          optional
        />
      ))}
    </Group>
  );
}
