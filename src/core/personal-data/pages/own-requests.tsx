import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import type { Status } from '#platform/html/tag.tsx';
import { DateText, DateTimeText } from '#platform/html/text.tsx';
import type { DataRequest, RequestState } from '../request.ts';

const TONES: Record<RequestState, Status['tone']> = {
  open: 'in-progress',
  accepted: 'finished',
  refused: 'incomplete',
  withdrawn: 'plain',
};

/** How a request stands, in words. */
export function useRequestStatus(): (request: DataRequest) => Status {
  const { t } = usePage();
  return ({ state }) => ({ tone: TONES[state], label: t(`personal-data.states.${state}`) });
}

/** What a person has asked about their own data. Draws nothing when they have asked nothing. */
export function OwnRequests({ requests }: { requests: readonly DataRequest[] }) {
  const { t, ts } = usePage();
  const statusOf = useRequestStatus();
  if (requests.length === 0) return null;
  return (
    <Chapter id="requests" title={t('personal-data.me.requests')}>
      <Items>
        {requests.map((request) => (
          <Item
            title={t(`personal-data.kinds.${request.kind}`)}
            path={`/me/data/requests/${request.id}`}
            tags={[statusOf(request)]}
            facts={[
              { label: ts('personal-data.request.sent'), value: <DateTimeText instant={request.receivedAt} /> },
              ...(request.state === 'open' && request.dueOn
                ? [{ label: ts('personal-data.request.due'), value: <DateText date={request.dueOn} /> }]
                : []),
            ]}
          />
        ))}
      </Items>
    </Chapter>
  );
}
