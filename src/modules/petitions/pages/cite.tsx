import { usePage } from '#platform/html/context.tsx';
import { Law, Ltr } from '#platform/html/text.tsx';

/** The articles that a sentence rests on: `118–120`, `122, 36`. */
export function Cite({ law, articles }: { law: string; articles: string }) {
  const { t } = usePage();
  const number = <Ltr>{law}</Ltr>;
  const several = /[–,]/.test(articles) ? 'yes' : 'no';
  return <Law>{t('petitions.law', { law: number, several, articles: <Ltr>{articles}</Ltr> })}</Law>;
}
