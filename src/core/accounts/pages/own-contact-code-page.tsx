import { z } from 'zod';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Form } from '#platform/html/form.tsx';
import { Ltr } from '#platform/html/text.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { type ContactConfirmed, confirmContact } from '../actions/confirm-contact.ts';
import { challengeById } from '../challenge.ts';
import type { ContactKind } from '../tables.ts';
import { OwnDocument } from './own-document.tsx';

const query = z.object({ c: z.string().refine(isId) });
type Query = z.infer<typeof query>;

type Data = { id: string; kind: ContactKind; address: string };

/** The code that was sent to an address somebody adds to their account. */
export const ownContactCodePage = definePage<Query, Data>({
  name: 'accounts.own-contact-code-page',
  path: '/me/contacts/code',
  on: 'both',
  query,
  access: ownAccount,
  load: async ({ db, around, page, query }: PageRequest<Query>) => {
    const challenge = await challengeById(db, around.keys, query.c, page.now);
    if (challenge?.purpose !== 'confirm-contact' || challenge.person_id !== personOf(page.actor).id)
      throw new NotFound('accounts.refusal.code-over');
    return { id: challenge.id, kind: challenge.kind, address: challenge.opened.address };
  },
  view: ({ data, form }) => <OwnContactCode data={data} form={form} />,
  submit: {
    action: confirmContact,
    input: (values, { query, visit }) => ({
      challenge: query.c,
      code: values.code ?? '',
      network: visit.clientKey,
    }),
    done: (result: ContactConfirmed) => {
      if (result.outcome === 'right') return '/me/contacts';
      throw new InvalidInput([{ pointer: '/code', ...faultOf(result) }]);
    },
  },
});

/** Why a code or a link did not add a contact, in words. */
export function faultOf(result: Exclude<ContactConfirmed, { outcome: 'right' }>) {
  if (result.outcome === 'wrong') return { key: 'accounts.fault.code-wrong', values: { left: result.left } };
  return { key: result.outcome === 'taken' ? 'accounts.fault.contact-taken' : 'accounts.fault.code-spent' };
}

function OwnContactCode({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <OwnDocument
      title={ts('accounts.code.title')}
      lead={t(`accounts.code.sent-${data.kind}`, { address: <Ltr>{data.address}</Ltr> })}
      form={form}
      above={{ label: ts('accounts.contacts.title'), path: '/me/contacts' }}
    >
      <Form action={`/me/contacts/code?c=${data.id}`} state={{ ...form, values: {} }}>
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
        <Button>{t('accounts.letter.confirm-contact.link')}</Button>
      </Form>
    </OwnDocument>
  );
}
