import type { MakeExamples } from '../example.ts';

const unit = {
  code: '11',
  level: 'region',
  type: 'region',
  parent: 'MA',
  region: '11',
  province: null,
  cercle: null,
  name: { ar: 'العيون', fr: 'Laâyoune' },
  population: { 2014: null, 2024: 1 },
  households2024: 1,
};

export const territoryExamples: MakeExamples = async () => ({
  pages: { 'territory.territory-page': { params: { code: '11' } } },
  routes: { 'territory.get-territory': { params: { code: '11' } } },
  actions: { 'territory.load-territories': { input: { units: [unit] } } },
});
