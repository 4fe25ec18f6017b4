import { CENSUS_BANDS } from '#core/territory/index.ts';
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

const figures = ['woman', 'man'].flatMap((gender) =>
  CENSUS_BANDS.map((ageBand) => ({
    territory: '11',
    gender,
    ageBand,
    population: 37_600,
    year: 2014,
    source: 'HCP, RGPH 2014',
  })),
);

export const territoryExamples: MakeExamples = async () => ({
  pages: { 'territory.territory-page': { params: { code: '11' } } },
  routes: { 'territory.get-territory': { params: { code: '11' } } },
  actions: {
    'territory.load-territories': { input: { units: [unit] } },
    'territory.load-census-groups': { input: { figures } },
  },
});
