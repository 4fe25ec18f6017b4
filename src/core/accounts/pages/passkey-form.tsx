import type { ComponentChildren } from 'preact';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import type { FormState } from '#platform/page.ts';
import type { PasskeyRequest } from '../passkey.ts';

type PasskeyFormProps = {
  request: PasskeyRequest;
  mode: 'create' | 'get';
  action: string;
  /** The form's name among several on its page. */
  do?: string;
  state?: FormState;
  button: ComponentChildren;
  children?: ComponentChildren;
};

/** A form that an authenticator answers. Browsers ask authenticators by script only: without it the other ways on the page remain. */
export function PasskeyForm({ request, mode, action, state, button, children, ...rest }: PasskeyFormProps) {
  const { t, ts } = usePage();
  return (
    <jamaa-passkey
      data-mode={mode}
      data-options={JSON.stringify(request.options)}
      data-failed={ts('accounts.fault.passkey-failed')}
    >
      <Form action={action} state={state} enhance={false}>
        {rest.do && <Hidden name="do" value={rest.do} />}
        <Hidden name="ticket" value={request.ticket} />
        <Hidden name="response" value="" />
        {children}
        <Button kind="quiet">{button}</Button>
      </Form>
      <noscript>
        <p class="hint">{t('accounts.passkey.needs-script')}</p>
      </noscript>
    </jamaa-passkey>
  );
}
