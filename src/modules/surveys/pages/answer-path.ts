import { InvalidInput } from '#platform/errors.ts';
import type { FormState, PageRequest } from '#platform/page.ts';
import type { Finished } from '../actions/finish-answer.ts';

/** The address of a step of answering: what the person holds stays in it. */
export function answerPath(reference: string, query: Record<string, string | null | undefined>): string {
  const filled = Object.entries(query).filter(
    (one): one is [string, string] => typeof one[1] === 'string' && one[1] !== '',
  );
  const text = new URLSearchParams(filled).toString();
  return `/surveys/${reference}/answer${text ? `?${text}` : ''}`;
}

/** Where somebody goes whose answer was taken: to the receipt. A wrong code is said in the form. */
export function afterFinishing(result: Finished, { params }: Pick<PageRequest, 'params'>): string {
  if (result.outcome === 'finished') {
    const query = result.receipt === null ? '' : `?${new URLSearchParams({ receipt: result.receipt })}`;
    return `/surveys/${params.reference}/receipt${query}`;
  }
  // What was wrong is counted and committed: only now is it refused.
  throw new InvalidInput([
    result.outcome === 'wrong'
      ? { pointer: '/code', key: 'accounts.fault.code-wrong', values: { left: result.left } }
      : { pointer: '/code', key: 'accounts.fault.code-spent' },
  ]);
}

/** The fields of a form one by one, as the browser sends them. */
export function fieldsOf(values: FormState['values']): [string, string][] {
  return Object.entries(values).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
}
