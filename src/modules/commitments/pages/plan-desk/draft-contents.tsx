import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, Multilingual } from '#platform/html/text.tsx';
import type { PlanKind } from '../../plan-cells.ts';
import type { Drafted, DraftedCommitment, DraftedPlan } from '../../plan-draft.ts';

/** Everything in a draft, in its order, each thing with the way to write it. */
export function DraftContents({ reference, drafted }: { reference: string; drafted: DraftedPlan }) {
  const { t, href } = usePage();
  const path = `/desk/plans/${reference}`;
  return (
    <>
      <p>
        <a href={href(`${path}/plan/${reference}`)}>{t('commitments.plan.write-plan')}</a>{' '}
        <State thing={drafted.plan} />
      </p>
      {drafted.commitments.map((one) => (
        <Commitment path={path} commitment={one} />
      ))}
      <p>
        <a class="button quiet" href={href(`${path}/commitment/new`)}>
          {t('commitments.plan.add-commitment')}
        </a>
      </p>
    </>
  );
}

function Commitment({ path, commitment }: { path: string; commitment: DraftedCommitment }) {
  const { t, href } = usePage();
  const { reference, milestones } = commitment;
  return (
    <section class="flow" aria-labelledby={reference}>
      <h3 id={reference}>
        <Thing path={path} thing={commitment} />
      </h3>
      {commitment.state !== 'removed' && (
        <>
          <ul class="plain-list">
            {milestones.map((one) => (
              <li id={one.reference}>
                <Thing path={path} thing={one} />
              </li>
            ))}
          </ul>
          <p>
            <a href={href(`${path}/milestone/new?${new URLSearchParams({ commitment: reference })}`)}>
              {t('commitments.plan.add-milestone')}
              <span class="hide-text"> {reference}</span>
            </a>
          </p>
        </>
      )}
    </section>
  );
}

function Thing({ path, thing }: { path: string; thing: Drafted<'commitment'> | Drafted<'milestone'> }) {
  const { t, href, format } = usePage();
  const { kind, reference, state } = thing;
  const words = (
    <>
      {format.number(thing.thing.number)}. <Multilingual text={thing.thing.title} />
    </>
  );
  return (
    <>
      {state === 'removed' ? <s>{words}</s> : <a href={href(`${path}/${kind}/${reference}`)}>{words}</a>}{' '}
      <Code>{reference}</Code> <State thing={thing} />
      {state === 'removed' && (
        <Form>
          <Hidden name="do" value="restore" />
          <Hidden name="kind" value={kind} />
          <Hidden name="thing" value={reference} />
          <Button kind="quiet" size="small" label={`${t('commitments.plan.restore')} ${reference}`}>
            {t('commitments.plan.restore')}
          </Button>
        </Form>
      )}
    </>
  );
}

function State({ thing }: { thing: Drafted<PlanKind> }) {
  const { ts } = usePage();
  if (thing.state === 'same') return null;
  return <StatusTag tone="plain" label={ts(`commitments.plan.what.${thing.state}`)} />;
}
