import { InvalidInput } from '#platform/errors.ts';
import type { PageRequest } from '#platform/page.ts';
import type { Signed } from '../actions/sign-petition.ts';
import { receiptOf } from '../signing.ts';

/** Where somebody goes who has signed: to the receipt, the same for a first and a repeated signature. A wrong code is said in the form. */
export function afterSigning(result: Signed, { around }: Pick<PageRequest, 'around'>): string {
  if (result.outcome === 'signed') {
    const { reference, signature } = result;
    const receipt = receiptOf(around.keys, signature);
    return `/petitions/${reference}/signature?${new URLSearchParams({ s: signature, receipt })}`;
  }
  // What was wrong is counted and committed: only now is it refused.
  throw new InvalidInput([
    result.outcome === 'wrong'
      ? { pointer: '/code', key: 'accounts.fault.code-wrong', values: { left: result.left } }
      : { pointer: '/code', key: 'accounts.fault.code-spent' },
  ]);
}
