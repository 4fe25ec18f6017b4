import { anyone } from '../access.ts';
import { ComponentsPage } from '../html/dev/components-page.tsx';
import { definePage, type Page } from '../page.ts';

/** Every component in both directions. Only in trial mode, only for a person on this machine. */
const componentsPage = definePage<unknown, null>({
  name: 'platform.components-page',
  path: '/dev/components',
  on: 'portal',
  access: anyone,
  load: async () => null,
  view: () => <ComponentsPage />,
});

/** The pages under `/dev`. */
export const devPages: readonly Page[] = [componentsPage];
