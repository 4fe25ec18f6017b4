import { defineList, z } from '#platform/api.ts';
import { readAuditLog } from '#platform/audit.ts';
import { InvalidInput } from '#platform/errors.ts';
import { readAudit } from '../access.ts';
import { auditActors } from '../audit-log.ts';

const auditItem = z
  .object({
    id: z.string(),
    at: z.string().openapi({ description: 'When, in UTC.' }),
    actor: z.string().openapi({
      description: '`official`, `person`, `nobody` or `system`: citizens have no name here.',
    }),
    official: z
      .string()
      .nullable()
      .openapi({ description: 'The name of the official, as it stands in the organisation chart.' }),
    action: z.string(),
    event: z.string(),
    subject: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .openapi('AuditRow', { description: 'One deed, as it was written down.' });

export const listAuditRoute = defineList({
  name: 'institutions.list-audit',
  path: '/audit',
  tag: 'desk',
  summary: 'The audit log of a public body, newest first',
  description: '`institution` says of which body. For its officials who hold `audit.read`.',
  access: readAudit,
  filters: z.object({
    room: z
      .string()
      .max(40)
      .optional()
      .openapi({ description: 'The first word of an action.', example: 'institutions' }),
    from: z.iso.date().optional(),
    until: z.iso.date().optional(),
  }),
  item: auditItem,
  async load({ db, tenant, query: { room, from, until, limit, after } }) {
    if (!tenant) throw new InvalidInput([{ pointer: '/institution', key: 'platform.errors.missing' }]);
    const log = await readAuditLog(db, tenant.id, { room, from, until }, { limit, after });
    const actors = await auditActors(db, tenant.id, log.items);
    const items = log.items.map(({ at, actor, ...row }) => {
      const official = actors.get(actor) ?? null;
      return {
        ...row,
        at: at.toISOString(),
        actor: official ? 'official' : (actor.split(':')[0] ?? ''),
        official,
        detail: row.detail as Record<string, unknown>,
      };
    });
    return { items, next: log.next, total: items.length, ...(log.next ? { totalIsAtLeast: true as const } : {}) };
  },
  columns: [
    { name: 'at', value: (item) => item.at },
    { name: 'actor', value: (item) => item.actor },
    { name: 'official', value: (item) => item.official },
    { name: 'action', value: (item) => item.action },
    { name: 'event', value: (item) => item.event },
    { name: 'subject', value: (item) => item.subject },
    { name: 'detail', value: (item) => JSON.stringify(item.detail) },
  ],
});
