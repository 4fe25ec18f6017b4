import type { ComponentChildren } from 'preact';
import { usePage } from './context.tsx';

type ConfirmProps = {
  id: string;
  /** The question: "Withdraw your signature?" */
  title: ComponentChildren;
  /** The link to the page that asks the same question: what is used without script. */
  opener: ComponentChildren;
  /** What will happen. */
  children: ComponentChildren;
  /** The form with the button that does it; the dialog adds the button that does not. */
  action: ComponentChildren;
  /** The words of the button that leaves everything as it is. */
  keep?: ComponentChildren;
};

/**
 * Confirms something that cannot be undone. Without script the opener is a link to a page with the same question; with script it
 * opens the dialog in place. The dialog stays closed and unseen until then.
 */
export function Confirm({ id, title, opener, children, action, keep }: ConfirmProps) {
  const { t } = usePage();
  return (
    <jamaa-dialog for={id}>
      {opener}
      <dialog id={id} aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>{title}</h2>
        <div class="flow mt-2">{children}</div>
        <div class="row mt-2">
          {action}
          <form method="dialog">
            <button class="button quiet" type="submit">
              {keep ?? t('platform.cancel')}
            </button>
          </form>
        </div>
      </dialog>
    </jamaa-dialog>
  );
}
