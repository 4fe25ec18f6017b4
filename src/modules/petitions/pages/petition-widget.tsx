import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import { Details } from '#platform/html/details.tsx';
import { Document } from '#platform/html/layout.tsx';
import { Meter } from '#platform/html/progress.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { takesSignatures } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { inItsLanguage, statusOf } from './words.tsx';

/** A petition in a small frame on another site: its title, its state, how many signed, the way to sign. */
export function PetitionWidget({ petition }: { petition: Petition }) {
  const page = usePage();
  const { t, lang, format, today, absolute } = page;
  const { reference, signatures, required } = petition;
  const title = inItsLanguage(petition, petition.title);
  const path = `/petitions/${reference}`;
  const open = takesSignatures(petition, today);
  return (
    <Document title={plain(title, lang)} bare canonical={path} noIndex>
      <p class="kicker">
        <Code>{reference}</Code>
      </p>
      <Multilingual as="h1" text={title} class="h2" />
      <p class="row">
        <StatusTag {...statusOf(page, petition)} />
      </p>
      {required !== null && (
        <Meter
          value={format.number(signatures)}
          of={t('petitions.page.of-required', { required })}
          share={signatures / required}
          short={signatures < required}
        />
      )}
      <p>
        <a class="more" href={absolute(open ? `${path}/sign` : path)} target="_top">
          {t(open ? 'petitions.sign.sign' : 'petitions.sign.back')}
        </a>
      </p>
    </Document>
  );
}

/** How to show a petition on another site. */
export function PetitionEmbedding({ petition }: { petition: Pick<Petition, 'reference' | 'title'> }) {
  const { t, absolute } = usePage();
  const title = petition.title.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const frame = `<iframe src="${absolute(`/petitions/${petition.reference}/widget`)}" title="${title}" width="100%" height="280" loading="lazy"></iframe>`;
  return (
    <Details summary={t('petitions.page.embed')}>
      <Copyable id="embed-code" as="pre">
        {frame}
      </Copyable>
    </Details>
  );
}
