import type { ComponentChildren } from 'preact';
import type { Refusal } from '../errors.ts';
import { ButtonLink } from './button.tsx';
import { usePage } from './context.tsx';
import { Document } from './layout.tsx';
import { PageHead } from './page-head.tsx';
import { SearchForm } from './search-form.tsx';
import { Code } from './text.tsx';

type ErrorPageProps = {
  /** The HTTP status of the answer. */
  status: number;
  /** What was refused; absent: a bug. */
  refusal?: Refusal;
  /** The number of the log line, for 500. */
  incident?: string;
};

const TITLES = {
  401: 'platform.error-page.not-signed-in',
  403: 'platform.error-page.not-allowed',
  404: 'platform.error-page.not-found',
  409: 'platform.error-page.conflict',
  410: 'platform.error-page.gone',
  429: 'platform.error-page.too-many',
  500: 'platform.error-page.internal',
  503: 'platform.error-page.unavailable',
} as const;

const HELP = {
  404: 'platform.error-page.not-found-help',
  410: 'platform.error-page.gone-help',
  500: 'platform.errors.internal',
} as const;

/** The page of an answer that is not the page asked for: what happened, then what to do. */
export function ErrorPage({ status, refusal, incident }: ErrorPageProps) {
  const { t, ts, maybe } = usePage();
  const title = ts(TITLES[status as keyof typeof TITLES] ?? 'platform.error-page.refused');
  const help = HELP[status as keyof typeof HELP];
  // A status with words of its own says more than the refusal's general sentence; a module's own key says most.
  const own = refusal && !refusal.key.startsWith('platform.') ? maybe(refusal.key, refusal.values) : undefined;
  const words: ComponentChildren = own ?? (help ? t(help) : refusal ? maybe(refusal.key, refusal.values) : undefined);
  return (
    <Document title={title} canonical={null} noIndex>
      <PageHead title={title} lead={words}>
        {incident && (
          <>
            <p class="mt-2">{t('platform.error-page.internal-help')}</p>
            <p class="mt-2">{t('platform.errors.incident', { id: <Code>{incident}</Code> })}</p>
          </>
        )}
        {(status === 404 || status === 410) && (
          <div class="mt-4">
            <SearchForm />
          </div>
        )}
        <p class="mt-4">
          <ButtonLink path="/" kind="quiet">
            {t('platform.error-page.home')}
          </ButtonLink>
        </p>
      </PageHead>
    </Document>
  );
}
