import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Fault } from '../errors.ts';
import type { FormState } from '../page.ts';
import { type PageContext, usePage } from './context.tsx';

const NOTHING: FormState = { values: {}, faults: [] };
const Context = createContext<FormState>(NOTHING);

export const FormStateProvider = Context.Provider;

/** The pointer of a field: `title.ar` is `/title/ar`. */
export function pointerOf(name: string): string {
  return `/${name.replaceAll('.', '/')}`;
}

/** The id of a field, from its name: what links of the error summary lead to. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^a-zA-Z0-9]+/g, '-')}`;
}

/** The id of the field that a pointer means. */
export function idOfPointer(pointer: string): string {
  return fieldId(pointer.slice(1).replaceAll('/', '.'));
}

/** The words of a fault in the language of the page. */
export function faultText(page: PageContext, fault: Fault): string {
  const said = fault.key ? page.maybe(fault.key, fault.values) : undefined;
  return said ?? fault.message ?? page.ts('platform.errors.wrong-value');
}

/** What a field shows: its id, what was typed in it, and its fault. */
export function useField(name: string): {
  id: string;
  typed: readonly string[] | undefined;
  fault: string | undefined;
} {
  const page = usePage();
  const state = useContext(Context);
  const value = state.values[name];
  const fault = state.faults.find((one) => one.pointer === pointerOf(name));
  return {
    id: fieldId(name),
    typed: value === undefined ? undefined : [value].flat(),
    fault: fault ? faultText(page, fault) : undefined,
  };
}
