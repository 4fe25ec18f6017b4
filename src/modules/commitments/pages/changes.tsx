import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import type { TimelineEvent } from '../queries/shapes.ts';
import { eventTitle } from './timeline-chapter.tsx';

/** The page of the thing that an event happened to; of a commitment, the event on its timeline. */
export function eventPath(event: TimelineEvent): string {
  return event.commitment
    ? `/commitments/${event.commitment.reference}#event-${event.id}`
    : `/action-plans/${event.plan.reference}`;
}

/** Events as a ruled list: when, what happened, to what. */
export function Changes({ events }: { events: readonly TimelineEvent[] }) {
  const page = usePage();
  return (
    <Items>
      {events.map((event) => (
        <Item
          title={{ text: event.commitment?.title ?? event.plan.title }}
          path={eventPath(event)}
          facts={[
            { label: page.ts('commitments.field.changedAt'), hideLabel: true, value: <DateText date={event.on} /> },
            {
              label: page.ts('commitments.field.reference'),
              hideLabel: true,
              value: <Code>{event.commitment?.reference ?? event.plan.reference}</Code>,
            },
            {
              label: page.ts('commitments.field.institution'),
              hideLabel: true,
              value: <Multilingual text={event.institution.name} />,
            },
          ]}
        >
          <p>
            {eventTitle(page, event)}
            {event.milestone && (
              <>
                {' · '}
                <Multilingual text={event.milestone.title} />
              </>
            )}
          </p>
        </Item>
      ))}
    </Items>
  );
}
