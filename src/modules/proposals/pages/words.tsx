import type { ComponentChildren } from 'preact';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import type { Status, Tone } from '#platform/html/tag.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { Author } from '../authors.ts';
import type { ProposalState, Standing } from '../proposal.ts';

const TONES: Record<ProposalState, Tone> = {
  received: 'not-started',
  'under-study': 'in-progress',
  accepted: 'finished',
  'partly-accepted': 'finished',
  'already-planned': 'plain',
  'not-accepted': 'stuck',
  forwarded: 'plain',
};

/** Where a proposal stands, as a tag: how it ended when it did, else what the body says. */
export function statusOf(
  { t }: Pick<PageContext, 't'>,
  { standing, state }: { standing: Standing; state: ProposalState },
): Status {
  if (standing !== 'shown') return { tone: 'plain', label: t(`proposals.standing.${standing}`) };
  return { tone: TONES[state], label: t(`proposals.state.${state}`) };
}

/** Who proposes. */
export function AuthorName({ author }: { author: Author | undefined }): ComponentChildren {
  const { t, href } = usePage();
  switch (author?.kind) {
    case 'person':
      return author.name ? <bdi>{author.name}</bdi> : t('proposals.author.unnamed');
    case 'association':
      return (
        <a href={href(`/associations/${author.id}`)}>
          <Multilingual text={author.name} as="bdi" />
        </a>
      );
    case 'meeting':
      return t('proposals.author.meeting', { name: <bdi>{author.name}</bdi> });
    case 'assisted':
      return author.name ? <bdi>{author.name}</bdi> : t('proposals.author.assisted');
    default:
      return t('proposals.author.former');
  }
}

/** The same as plain words, for files. */
export function authorText({ ts, lang }: Pick<PageContext, 'ts' | 'lang'>, author: Author | undefined): string {
  switch (author?.kind) {
    case 'person':
      return author.name ?? ts('proposals.author.unnamed');
    case 'association':
      return plain(author.name, lang);
    case 'meeting':
      return ts('proposals.author.meeting', { name: author.name });
    case 'assisted':
      return author.name ?? ts('proposals.author.assisted');
    default:
      return ts('proposals.author.former');
  }
}
