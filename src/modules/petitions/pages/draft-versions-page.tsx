import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateTimeText, Prose } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { definePage } from '#platform/page.ts';
import { writeDraft } from '../access.ts';
import { changedParts, type PetitionVersionWords } from '../drafting.ts';
import { type Draft, findDraft, type PetitionVersion, versionsOf } from '../queries/collaborators.ts';

type Data = Draft & { versions: PetitionVersion[] };

/** What was saved of a draft, by whom and when, and what each of them changed: nobody's words are lost. */
export const draftVersionsPage = definePage<unknown, Data>({
  name: 'petitions.draft-versions-page',
  path: '/petitions/:reference/versions',
  on: 'both',
  query: z.object({}),
  access: writeDraft,
  load: async ({ db, page, params }) => {
    const draft = await findDraft({ db, tenant: page.tenant }, params.reference ?? '');
    if (!draft) throw new NotFound();
    return { ...draft, versions: await versionsOf(db, draft) };
  },
  view: ({ data }) => <Versions draft={data} />,
});

function Versions({ draft }: { draft: Data }) {
  const { t, ts } = usePage();
  return (
    <Document
      title={ts('petitions.versions.title')}
      crumbs={[
        { label: ts('petitions.own.title'), path: '/me/petitions' },
        { label: draft.title, path: `/petitions/${draft.reference}/manage` },
      ]}
      crumb={ts('petitions.versions.title')}
      canonical={null}
      noIndex
    >
      <PageHead title={t('petitions.versions.title')} lead={t('petitions.versions.lead')} />
      {draft.versions.length === 0 ? (
        <Empty title={t('petitions.versions.none')} />
      ) : (
        draft.versions.map((one, index) => (
          <Version one={one} before={draft.versions[index + 1]?.words} by={nameOf(draft, one.savedBy)} />
        ))
      )}
    </Document>
  );
}

function Version({
  one,
  before,
  by,
}: {
  one: PetitionVersion;
  before: PetitionVersionWords | undefined;
  by: string | undefined;
}) {
  const { t, ts } = usePage();
  const changed = before ? changedParts(before, one.words) : [];
  return (
    <section>
      <h2>{t('petitions.versions.number', { n: one.version })}</h2>
      <p>
        <DateTimeText instant={one.savedAt} /> · {by === undefined ? t('petitions.versions.former') : <bdi>{by}</bdi>}
      </p>
      {changed.map((part) => (
        <Summary
          rows={[
            {
              label: t('petitions.versions.before', { part: ts(`petitions.write.${part}`) }),
              value: <Said words={before} part={part} />,
            },
            {
              label: t('petitions.versions.after', { part: ts(`petitions.write.${part}`) }),
              value: <Said words={one.words} part={part} />,
            },
          ]}
        />
      ))}
      {!before && (
        <Details summary={t('petitions.versions.whole')}>
          <h3>
            <bdi>{one.words.title}</bdi>
          </h3>
          <Said words={one.words} part="demand" />
          <Said words={one.words} part="reasons" />
        </Details>
      )}
    </section>
  );
}

function Said({ words, part }: { words: PetitionVersionWords | undefined; part: keyof PetitionVersionWords }) {
  const { t } = usePage();
  if (!words) return null;
  if (part === 'months') return <>{t('petitions.requirements.months', { n: words.months })}</>;
  if (part === 'lang') return <>{LANGUAGE_NAMES[words.lang]}</>;
  return <Prose text={{ [words.lang]: words[part] }} />;
}

/** How those who write a draft call whoever saved a version; undefined for a closed account. */
function nameOf(draft: Draft, personId: string | null): string | undefined {
  if (personId === null) return undefined;
  if (personId === draft.representativeId) return draft.representativeName;
  return draft.collaborators.find((one) => one.personId === personId)?.name;
}
