import { defineModule } from '#platform/module.ts';
import { messages } from './messages.ts';
import { commitmentsMigration } from './migrations/2026-11-21-1200-commitments.ts';
import { commitmentPage } from './pages/commitment-page.tsx';
import { commitmentsPage } from './pages/commitments-page.tsx';
import { comparisonPage } from './pages/comparison-page.tsx';
import { changesBlock, lateBlock, mosaicBlock, ownCommitmentsBlock, regionsBlock } from './pages/home-blocks.tsx';
import { milestonesPage } from './pages/milestones-page.tsx';
import { planPage } from './pages/plan-page.tsx';
import { plansPage } from './pages/plans-page.tsx';
import { regionPage } from './pages/region-page.tsx';
import { regionsPage } from './pages/regions-page.tsx';
import {
  commitmentCalendar,
  commitmentFeed,
  commitmentsCalendar,
  commitmentsFeed,
  commitmentWidget,
  planCalendar,
  planFeed,
} from './pages/resources.tsx';

export const commitments = defineModule({
  name: 'commitments',
  uses: [],
  messages,
  migrations: [commitmentsMigration],
  pages: [
    commitmentsPage,
    commitmentPage,
    regionsPage,
    regionPage,
    plansPage,
    planPage,
    comparisonPage,
    milestonesPage,
  ],
  resources: [
    commitmentsFeed,
    commitmentsCalendar,
    commitmentFeed,
    commitmentCalendar,
    commitmentWidget,
    planFeed,
    planCalendar,
  ],
  homeBlocks: [mosaicBlock, ownCommitmentsBlock, regionsBlock, lateBlock, changesBlock],
  menu: [
    { label: 'commitments.page.commitments', path: '/commitments', on: 'both', order: 10 },
    { label: 'commitments.page.plans', path: '/action-plans', on: 'both', order: 11 },
    { label: 'commitments.page.regions', path: '/commitments/regions', on: 'portal', order: 12 },
  ],
  tasks: [
    {
      label: 'commitments.task.follow',
      hint: 'commitments.task.follow-hint',
      path: '/commitments',
      on: 'both',
      order: 10,
    },
    {
      label: 'commitments.task.late',
      hint: 'commitments.task.late-hint',
      path: '/milestones?timeliness=late',
      on: 'both',
      order: 11,
    },
    {
      label: 'commitments.task.compare',
      hint: 'commitments.task.compare-hint',
      path: '/commitments/regions',
      on: 'portal',
      order: 12,
    },
    {
      label: 'commitments.task.plans',
      hint: 'commitments.task.plans-hint',
      path: '/action-plans',
      on: 'both',
      order: 13,
    },
    { label: 'commitments.task.data', hint: 'commitments.task.data-hint', path: '/about-data', on: 'both', order: 14 },
  ],
});
