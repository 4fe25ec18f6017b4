import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { LANGUAGE_NAMES, type Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { readQueue } from '../access.ts';
import { closeGround } from '../actions/close-ground.ts';
import { writeGround } from '../actions/write-ground.ts';
import type { Ground } from '../moderation.ts';
import { groundsOf, ownGrounds } from '../queries/grounds.ts';
import { one } from './form-values.ts';

const NEW = 'new';
const LANGS: readonly Lang[] = ['ar', 'fr', 'en'];

type Data = {
  institutionId: string;
  tabs: Tab[];
  /** Undefined: a new one is written. */
  ground: Ground | undefined;
  /** The body has words of its own for it, which it may take back. */
  written: boolean;
};

const textOf = (values: FormState['values'], name: string) =>
  Object.fromEntries(LANGS.map((lang) => [lang, one(values, `${name}.${lang}`) ?? '']));

/** Words a reason for hiding: in Arabic, French and, if wanted, English. */
export const groundPage = definePage<unknown, Data>({
  name: 'moderation.ground-page',
  path: '/desk/moderation/grounds/:key',
  on: 'tenant',
  access: readQueue,
  load: async (request) => {
    const { db, page, params, around } = request;
    if (!page.tenant) throw new NotFound();
    const institutionId = page.tenant.id;
    const key = params.key ?? '';
    const ground = (await groundsOf(db, institutionId, around)).find((each) => each.key === key);
    if (key !== NEW && !ground) throw new NotFound();
    const written = (await ownGrounds(db, institutionId)).some((each) => each.key === key);
    return { institutionId, tabs: deskTabs(request), ground, written };
  },
  view: ({ data, form }) => <GroundView data={data} form={form} />,
  submits: {
    write: {
      action: writeGround,
      input: (values, { params, page }) => ({
        institutionId: page.tenant?.id,
        ...(params.key === NEW ? {} : { key: params.key }),
        label: textOf(values, 'label'),
        letter: textOf(values, 'letter'),
      }),
      done: () => withDone('/desk/moderation/grounds'),
    },
    close: {
      action: closeGround,
      input: (_values, { params, page }) => ({ institutionId: page.tenant?.id, key: params.key }),
      done: () => withDone('/desk/moderation/grounds'),
    },
  },
});

function GroundView({ data: { tabs, ground, written }, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const title = ts(ground ? 'moderation.grounds.edit' : 'moderation.grounds.new');
  return (
    <DeskDocument
      title={title}
      tabs={tabs}
      crumbs={[
        { label: ts('moderation.desk.title'), path: '/desk/moderation' },
        { label: ts('moderation.grounds.title'), path: '/desk/moderation/grounds' },
      ]}
    >
      <ErrorSummary state={form} />
      <Form state={form} label={title}>
        <Hidden name="do" value="write" />
        <Words name="label" label={ts('moderation.grounds.label')} value={ground?.label} />
        <Words name="letter" label={ts('moderation.grounds.letter')} value={ground?.letter} long />
        <Button>{t('moderation.grounds.save')}</Button>
      </Form>
      {written && (
        <Form label={ts('moderation.grounds.close')}>
          <Hidden name="do" value="close" />
          <p>{t(ground?.own ? 'moderation.grounds.close-own' : 'moderation.grounds.close-common')}</p>
          <Button kind="alert">{t('moderation.grounds.close')}</Button>
        </Form>
      )}
    </DeskDocument>
  );
}

type WordsProps = { name: string; label: string; value: Text | undefined; long?: boolean };

function Words({ name, label, value, long = false }: WordsProps) {
  return (
    <>
      {LANGS.map((lang) => {
        const field = {
          name: `${name}.${lang}`,
          label: (
            <>
              {label} – <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>
            </>
          ),
          value: value?.[lang],
          optional: lang === 'en',
        };
        return long ? <TextArea {...field} rows={3} maxlength={1_000} /> : <TextInput {...field} maxlength={80} />;
      })}
    </>
  );
}
