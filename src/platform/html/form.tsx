import type { ComponentChildren } from 'preact';
import type { FormState } from '../page.ts';
import { usePage } from './context.tsx';
import { FormStateProvider, faultText, idOfPointer } from './form-state.ts';

/** The name of the hidden field that carries the form token. */
export const FORM_TOKEN_FIELD = 'form-token';

type FormProps = {
  /** A path of this site; absent: the address of the page itself. */
  action?: string;
  method?: 'post' | 'get';
  /** What was typed and what was refused: the fields inside find their values and faults in it. */
  state?: FormState;
  /** True when the form has files. */
  files?: boolean;
  /** False: no browser code for this form. */
  enhance?: boolean;
  label?: string;
  children: ComponentChildren;
};

const EMPTY: FormState = { values: {}, faults: [] };

/**
 * A form. A POST form carries the form token, which makes the page private. With script it is sent without a full reload and warns
 * before what was typed is lost; without script it is a plain form.
 */
export function Form({ action, method = 'post', state = EMPTY, files, enhance = true, label, children }: FormProps) {
  const page = usePage();
  const form = (
    <form
      method={method}
      action={page.href(action ?? page.path)}
      encType={files ? 'multipart/form-data' : undefined}
      aria-label={label}
      noValidate
    >
      {method === 'post' && <input type="hidden" name={FORM_TOKEN_FIELD} value={page.formToken()} />}
      <FormStateProvider value={state}>{children}</FormStateProvider>
    </form>
  );
  if (!enhance || method === 'get') return form;
  return (
    <jamaa-form data-sending={page.ts('platform.form.sending')} data-failed={page.ts('platform.form.failed')}>
      {form}
    </jamaa-form>
  );
}

/** Everything that was refused, first thing on the page, each fault linked to its field. Draws nothing when there is none. */
export function ErrorSummary({ state }: { state: FormState }) {
  const page = usePage();
  if (state.faults.length === 0) return null;
  return (
    <div class="errors measure" role="alert" aria-labelledby="errors-title" tabindex={-1} id="errors">
      <h2 id="errors-title">{page.t('platform.form.errors', { n: state.faults.length })}</h2>
      <ul class="plain-list">
        {state.faults.map((fault) => (
          <li>
            {fault.pointer === '' || fault.pointer === '/' ? (
              faultText(page, fault)
            ) : (
              <a href={`#${idOfPointer(fault.pointer)}`}>{faultText(page, fault)}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A value that the form carries along unseen. */
export function Hidden({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />;
}
