import type { FormState } from '#platform/page.ts';

/**
 * The faults of a whole questionnaire as the form of one part of it shows them: those of that part at their fields, those of other parts,
 * which the change would break, at the top without a field.
 */
export function faultsOfPart(form: FormState, part: string): FormState {
  const prefix = `/questionnaire${part}`;
  const faults = form.faults.map((fault) => {
    if (!fault.pointer.startsWith('/questionnaire')) return fault;
    const own = fault.pointer.startsWith(`${prefix}/`) ? fault.pointer.slice(prefix.length) : '';
    // A condition's fields stand in lines: `/when/tests/0/of` is the first line's choice.
    const pointer = own
      .replace(/^\/when\/tests\/(\d+)\/values.*$/, '/when/$1/number')
      .replace(/^\/when\/tests\/(\d+)\/.*$/, '/when/$1/test');
    return { ...fault, pointer: /^\/(questions|options|rows)$/.test(pointer) ? '' : pointer };
  });
  return { ...form, faults };
}
