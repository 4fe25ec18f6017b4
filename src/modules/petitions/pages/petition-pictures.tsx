import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { siteName } from '#platform/html/head.tsx';
import { renderPage } from '#platform/html/render.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import { CARD_TYPE, shareCard } from '#platform/pictures/share-card.ts';
import { PetitionWidget } from './petition-widget.tsx';
import { publicPetition } from './public-petition.ts';

const tagsOf = (reference: string) => [`petition:${reference}`, `~petition-count:${reference}`];

/** The picture that messengers show for a petition: its title, the council, how many signed of how many. */
export const petitionCard = defineResource({
  name: 'petitions.petition-card',
  path: '/petitions/:reference/card.png',
  on: 'both',
  load: async (request) => {
    const { db, page } = request;
    const petition = await publicPetition(request);
    const body = (await institutionsById(db, [petition.institutionId])).get(petition.institutionId);
    if (!body) throw new NotFound();
    const { reference, signatures, required, title } = petition;
    const png = await shareCard({
      lang: page.lang,
      kicker: page.ts('petitions.page.kicker', { reference }),
      title,
      facts:
        required === null
          ? []
          : [
              { value: page.format.number(signatures), label: page.ts('petitions.page.signatures') },
              { value: page.format.number(required), label: page.ts('petitions.requirements.signatures') },
            ],
      institution: { name: plain(body.name, page.lang), accent: body.accent, emblem: body.emblem },
      site: siteName({ ...page, tenant: null }),
    });
    return { type: CARD_TYPE, body: png, tags: [...tagsOf(reference), 'institutions'] };
  },
});

/** A petition for other sites to show in a frame. */
export const petitionWidget = defineResource({
  name: 'petitions.petition-widget',
  path: '/petitions/:reference/widget',
  on: 'both',
  load: async (request) => {
    const petition = await publicPetition(request);
    return {
      type: 'text/html; charset=utf-8',
      body: renderPage(request.page, <PetitionWidget petition={petition} />),
      tags: tagsOf(petition.reference),
      embeddable: true,
    };
  },
});
