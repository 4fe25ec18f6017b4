import type { AnyHomeBlock } from '#platform/module.ts';
import type { PageRequest } from '#platform/page.ts';

/** The blocks of a home page with what they show. */
export type Filled = { block: AnyHomeBlock; data: unknown }[];

/** Loads the blocks that modules offer for this home page, all at once. */
export async function fillBlocks(request: PageRequest): Promise<Filled> {
  const here = request.page.tenant ? 'tenant' : 'portal';
  const blocks = request.offers.homeBlocks.filter((block) => block.on === 'both' || block.on === here);
  return Promise.all(blocks.map(async (block) => ({ block, data: await block.load(request) })));
}

/** The tags of everything that the blocks show. */
export function tagsOf(filled: Filled): string[] {
  return ['site', ...filled.flatMap(({ block, data }) => block.cache(data))];
}

/** The blocks of one place of the page, drawn. */
export function Blocks({ filled, place }: { filled: Filled; place: AnyHomeBlock['place'] }) {
  return (
    <>
      {filled
        .filter(({ block }) => block.place === place)
        .map(({ block: { view: View }, data }) => (
          <View data={data} />
        ))}
    </>
  );
}
