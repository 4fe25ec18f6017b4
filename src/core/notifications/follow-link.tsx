import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { followPath } from './notification.ts';

type FollowLinkProps = {
  /** `kind:id` of a public subject: `commitment:MALAA0004`. */
  on: string;
  /** `main` when following is what the screen is for. */
  kind?: 'main' | 'quiet';
};

/** The link of a public page to the page that follows its thing. The button itself stands there, so that this page stays in the page cache. */
export function FollowLink({ on, kind = 'main' }: FollowLinkProps) {
  const { t } = usePage();
  return (
    <ButtonLink path={followPath(on)} kind={kind}>
      {t('notifications.follow.button')}
    </ButtonLink>
  );
}
