import type { SigningRule } from './signing-limits.ts';

/** What the operator says of a network, or of domains of e-mail, from which signatures are begun. */
export type SigningRuleTable = SigningRule & {
  institution_id: string;
  id: string;
  reason: string;
  /** The last day on which it holds. */
  until: string | null;
  set_by: string | null;
  set_at: Date;
};

/** How many signatures one network may begin. */
export type SigningRateTable = {
  institution_id: string;
  per_minute: number;
  per_hour: number;
  set_by: string | null;
  set_at: Date;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    signing_rule: SigningRuleTable;
    signing_rate: SigningRateTable;
  }
}
