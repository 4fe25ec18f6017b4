import { REPORT } from '#modules/commitments/index.ts';
import { type AccessRule, withPower } from '#platform/access.ts';

export { anyone as readReport, systemOnly as recordScorecards, systemOnly as sealReport } from '#platform/access.ts';

/** Lets an official publish the reports of their body. */
export const PUBLISH = 'reports.publish';

/** Whoever reports on a body's milestones writes the reports on its plans and sees their drafts. */
export const writeReport: AccessRule<{ institutionId: string }> = withPower(REPORT);

/** A report speaks for the body: it is published by its president, a vice-president or its director general of services. */
export const publishReportRule: AccessRule<{ institutionId: string }> = withPower(PUBLISH);
