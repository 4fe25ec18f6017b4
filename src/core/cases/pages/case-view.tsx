import { ACCEPT, type Attachment, FileHint, privatePath } from '#core/attachments/index.ts';
import type { Explained } from '#core/deadlines/index.ts';
import { one } from '#core/institutions/index.ts';
import type { CaseKind, CaseReader } from '#platform/case-kind.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { FileField, TextArea } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import type { Keys } from '#platform/keys.ts';
import type { FormState, PageRequest } from '#platform/page.ts';
import type { CaseTarget } from '../access.ts';
import { graceEndsOn, kindNamed, WORDS_MAX } from '../case.ts';
import { type CaseEvent, TRANSFERRED, timelineOf } from '../queries.ts';
import { secretOf } from '../secret.ts';
import { CaseClock, explainCase } from './case-clock.tsx';
import { CaseTimeline } from './case-timeline.tsx';

/** What the pages of a case show. */
export type ShownCase = {
  caseFile: CaseTarget;
  kind: CaseKind;
  events: CaseEvent[];
  explained: Explained | undefined;
  keys: Pick<Keys, 'fingerprint'>;
};

/** Reads what a page of a case shows to a reader. */
export async function shownCase(
  { db, offers, around }: Pick<PageRequest, 'db' | 'offers' | 'around'>,
  caseFile: CaseTarget,
  reader: CaseReader,
): Promise<ShownCase> {
  return {
    caseFile,
    kind: kindNamed(offers.caseKinds, caseFile.kind),
    events: await timelineOf(db, caseFile, reader),
    explained: await explainCase(db, caseFile),
    keys: around.keys,
  };
}

/** Where a reader of a page opens documents: at addresses that hold for ten minutes. */
export function openingWith({ href, now }: PageContext, keys: ShownCase['keys']): (file: Attachment) => string {
  return ({ id }) => href(privatePath(keys, id, now));
}

/** The words of a state. */
export function stateText({ t }: Pick<PageContext, 't'>, kind: CaseKind, state: string) {
  const label = state === TRANSFERRED ? 'cases.events.transfer' : kind.states[state];
  return label ? t(label) : state;
}

/** A case as whoever brought it sees it: where it stands, the last day, what happened, and a form to write. */
export function CaseView({ shown, form }: { shown: ShownCase; form: FormState }) {
  const page = usePage();
  const { t } = page;
  const { caseFile, kind, events, explained, keys } = shown;
  const graceEnd = graceEndsOn(kind, caseFile);
  const rests = graceEnd !== null && page.today > graceEnd;
  const confirmed = events.some(({ verb }) => verb === 'acknowledge');
  return (
    <>
      <Summary
        rows={[
          { label: t('cases.field.title'), value: <Multilingual text={caseFile.title} /> },
          { label: t('cases.field.reference'), value: <Code>{caseFile.reference}</Code> },
          { label: t('cases.field.secret'), value: <Code>{secretOf(keys, caseFile.reference)}</Code> },
          { label: t('cases.field.kind'), value: t(kind.label) },
          { label: t('cases.field.state'), value: stateText(page, kind, caseFile.state) },
          { label: t('cases.field.received'), value: <DateText date={caseFile.receivedOn} /> },
          caseFile.dueOn !== null && {
            label: t('cases.field.due'),
            value: <CaseClock caseFile={caseFile} explained={explained} />,
          },
        ]}
      />
      {kind.path && (
        <p>
          <a href={page.href(kind.path(caseFile.about))}>{t('cases.own.public-page')}</a>
        </p>
      )}
      <Chapter id="timeline" title={t('cases.timeline.title')}>
        <CaseTimeline kind={kind} events={events} fileHref={openingWith(page, keys)} />
      </Chapter>
      {caseFile.decidedOn !== null && !confirmed && (
        <Chapter id="confirm" title={t('cases.confirm.title')}>
          <p class="measure">{t('cases.confirm.text')}</p>
          <Form action={pathAndQuery(page)} enhance={false}>
            <Hidden name="do" value="confirm" />
            <Button kind="quiet">{t('cases.confirm.title')}</Button>
          </Form>
        </Chapter>
      )}
      {caseFile.anonymisedAt === null && (
        <Chapter id="reply" title={t('cases.reply.title')} intro={rests ? undefined : t('cases.reply.text')}>
          {graceEnd !== null && (
            <p class="measure">
              {t(rests ? 'cases.reply.rests' : 'cases.reply.until', { date: <DateText date={graceEnd} /> })}
            </p>
          )}
          {!rests && <MessageForm verb="reply" form={form} />}
        </Chapter>
      )}
    </>
  );
}

/** Words and a document, for those who bring a case and for those who work on it. */
export function MessageForm({
  verb,
  form,
  children,
}: {
  verb: string;
  form: FormState;
  children?: preact.ComponentChildren;
}) {
  const page = usePage();
  const { t } = page;
  const kept = one(form.values, 'upload');
  return (
    <Form state={one(form.values, 'do') === verb ? form : undefined} files action={pathAndQuery(page)}>
      <Hidden name="do" value={verb} />
      {kept && <Hidden name="upload" value={kept} />}
      <TextArea name="words" label={t('cases.message.words')} rows={6} maxlength={WORDS_MAX} />
      {children}
      <FileField
        name="file"
        label={t('cases.message.file')}
        hint={kept ? t('cases.message.file-kept') : <FileHint />}
        accept={ACCEPT}
        optional
      />
      <Button>{t('cases.message.send')}</Button>
    </Form>
  );
}

/** A message as its form sent it. */
export function typedMessage(values: FormState['values'], { page }: Pick<PageRequest, 'page'>) {
  return { lang: page.lang, words: one(values, 'words'), upload: one(values, 'upload') };
}
