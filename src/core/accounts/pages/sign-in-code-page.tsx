import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Ltr } from '#platform/html/text.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { type CodeConfirmed, confirmCode } from '../actions/confirm-code.ts';
import { challengeById } from '../challenge.ts';
import type { ContactKind } from '../tables.ts';
import { browserOf, entered, withParameter } from './visit.ts';

const query = z.object({ c: z.string().refine(isId) });
type Query = z.infer<typeof query>;

type Data = { id: string; kind: ContactKind; address: string; again: string };

/** The second step: the code that was sent, typed. The link in the letter does the same. */
export const signInCodePage = definePage<Query, Data>({
  name: 'accounts.sign-in-code-page',
  path: '/sign-in/code',
  on: 'both',
  query,
  access: anyone,
  load: async ({ db, around, page, query }: PageRequest<Query>) => {
    const challenge = await challengeById(db, around.keys, query.c, page.now);
    if (challenge?.purpose !== 'sign-in') throw new NotFound('accounts.refusal.code-over');
    const { address, to, kept } = challenge.opened;
    const again = withParameter(withParameter('/sign-in', 'to', to), 'typed', kept);
    return { id: challenge.id, kind: challenge.kind, address, again };
  },
  view: ({ data, form }) => <TypeCode data={data} form={form} />,
  submit: {
    action: confirmCode,
    input: (values, request) => ({
      challenge: request.query.c,
      code: values.code ?? '',
      network: request.visit.clientKey,
      ...browserOf(request),
    }),
    done: (result: CodeConfirmed, request) => {
      if (result.outcome === 'right') return entered(result.entered, request);
      // What was wrong is counted and committed: only now is it refused.
      const fault =
        result.outcome === 'wrong'
          ? { key: 'accounts.fault.code-wrong', values: { left: result.left } }
          : { key: 'accounts.fault.code-spent' };
      throw new InvalidInput([{ pointer: '/code', ...fault }]);
    },
  },
});

function TypeCode({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const title = ts('accounts.code.title');
  const address = <Ltr>{data.address}</Ltr>;
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex faulty={form.faults.length > 0}>
      <ErrorSummary state={form} />
      <PageHead title={title} lead={t(`accounts.code.sent-${data.kind}`, { address })} />
      <Form action={`/sign-in/code?c=${data.id}`} state={{ ...form, values: {} }}>
        <TextInput
          name="code"
          label={t('accounts.code.label')}
          hint={t('accounts.code.hint')}
          dir="ltr"
          width={8}
          autocomplete="one-time-code"
          inputMode="numeric"
          maxlength={20}
        />
        <Hidden name="c" value={data.id} />
        <Button>{t('accounts.sign-in.enter')}</Button>
      </Form>
      <p class="measure">{t('accounts.code.no-letter')}</p>
      <p>
        <a href={page.href(data.again)}>{t('accounts.code.again')}</a>
      </p>
    </Document>
  );
}
