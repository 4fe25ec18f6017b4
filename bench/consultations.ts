// A survey that 250,000 people have answered, or as many as are named: its files, made while they are read.
// `npm run bench -- consultations [ANSWERS]`
import { startProduct } from './harness/product.ts';
import { report } from './harness/report.ts';
import { exportSurvey } from './harness/survey-export.ts';

const ANSWERS = Number(process.argv[2] ?? 250_000);

const told = report('consultations');
told.note('Starting the product on a new database…');
const product = await startProduct();
try {
  await exportSurvey(product, told, ANSWERS, ANSWERS === 250_000 ? 'export-250k' : `export-${ANSWERS}`);
} finally {
  await product.stop();
}
told.end();
