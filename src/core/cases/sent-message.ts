import { keepUpload, type Sender } from '#core/attachments/index.ts';
import { type AccessRule, checkAccess } from '#platform/access.ts';
import { NotFound } from '#platform/errors.ts';
import type { SentFile } from '#platform/http/body.ts';
import type { Offers } from '#platform/module.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import { type Actor, system, type Tenant } from '#platform/tenant.ts';
import type { CaseTarget } from './access.ts';
import { findCaseAnywhere } from './target.ts';

/** A message as it was sent by a form or by a program. */
export type SentMessage = {
  case: string;
  secret?: string;
  lang: string | undefined;
  words: string;
  /** The ticket of a document that was kept when the form came back with faults. */
  upload: string;
  file: SentFile | undefined;
};

type Scene = {
  db: Sender['db'];
  around: Pick<Surroundings, 'files' | 'keys'>;
  actor: Actor;
  tenant: Tenant | null;
  offers: Offers;
  now: Date;
  today: string;
};

/**
 * The input of an action that writes in a case, with its document kept: nobody's file is taken who may not write there. Whoever shows the
 * secret has no account: the document is kept for the case then. `kept` hears the ticket, so that a form that comes back needs no file again.
 */
export async function messageOf(
  scene: Scene,
  rule: AccessRule<CaseTarget>,
  { file, ...said }: SentMessage,
  kept: (ticket: string) => void = () => {},
): Promise<object> {
  if (!file || file.bytes.length === 0) return said;
  const caseFile = await findCaseAnywhere(scene, said.case, said.secret);
  if (!caseFile) throw new NotFound();
  checkAccess(rule, scene.actor, caseFile, scene);
  const sender = { ...scene, actor: scene.actor.kind === 'nobody' ? system('cases') : scene.actor };
  const { ticket } = await keepUpload(sender, caseFile.institutionId, file, { pointer: '/upload' });
  kept(ticket);
  return { ...said, upload: ticket };
}
