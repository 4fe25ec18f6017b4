import { defineModule } from '#platform/module.ts';
import { searchRoute } from './api.ts';
import { messages } from './messages.ts';
import { aboutDataPage } from './pages/about-data-page.tsx';
import { accessibilityPage } from './pages/accessibility-page.tsx';
import { homePage } from './pages/home-page.tsx';
import { institutionHomePage } from './pages/institution-home-page.tsx';
import { privacyPage } from './pages/privacy-page.tsx';
import { searchPage } from './pages/search-page.tsx';
import { robots, sitemap } from './sitemap.ts';

export const site = defineModule({
  name: 'site',
  uses: [],
  messages,
  pages: [homePage, institutionHomePage, aboutDataPage, accessibilityPage, privacyPage, searchPage],
  routes: [searchRoute],
  resources: [sitemap, robots],
  menu: [{ label: 'site.about-data.title', path: '/about-data', on: 'both', order: 90, minor: true }],
});
