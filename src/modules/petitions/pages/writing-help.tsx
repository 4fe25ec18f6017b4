import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';

const TIPS = ['one-thing', 'competence', 'facts', 'people', 'plain'] as const;

/** How a petition is written that a council can put on its agenda. */
export function WritingHelp() {
  const { t } = usePage();
  return (
    <Details summary={t('petitions.help.title')}>
      <ul>
        {TIPS.map((tip) => (
          <li>{t(`petitions.help.${tip}`)}</li>
        ))}
      </ul>
    </Details>
  );
}
