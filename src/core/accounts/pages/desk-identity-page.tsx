import { z } from 'zod';
import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { AGE_BANDS, CollectionNotice, GENDERS, type Notice } from '#core/personal-data/index.ts';
import { communesOf, type Place, provinces } from '#core/territory/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkbox, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateTimeText } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { personOf, verifyIdentity } from '../access.ts';
import { deliverIdentityLetter } from '../actions/deliver-identity-letter.ts';
import { verifyAtCounter } from '../actions/verify-at-counter.ts';
import { DOCUMENTS } from '../assurance.ts';
import { flashCookie } from '../flash.ts';
import { type Addressee, lettersToPrint, type WaitingLetter } from '../identity-letter.ts';
import { accountNotice } from './notice.ts';

const query = z.object({ province: z.string().max(10).catch('') });
type Query = z.infer<typeof query>;

type Data = {
  tabs: Tab[];
  letters: WaitingLetter[];
  provinces: Place[];
  communes: Place[];
  province: string;
  notice: Notice | undefined;
};

/** Where officials verify identities: people who stand at the counter, and letters to print. */
export const deskIdentityPage = definePage<Query, Data>({
  name: 'accounts.desk-identity-page',
  path: '/desk/identity',
  on: 'tenant',
  query,
  access: verifyIdentity,
  load: async (request: PageRequest<Query>) => {
    const { db, page, query } = request;
    return {
      tabs: deskTabs(request),
      letters: await lettersToPrint(db, page.tenant?.id ?? '', page.now),
      provinces: await provinces(db),
      communes: query.province ? await communesOf(db, query.province) : [],
      province: query.province,
      notice: await accountNotice(request, 'accounts.national-id'),
    };
  },
  view: ({ data, form }) => <DeskIdentity data={data} form={form} />,
  submits: {
    counter: {
      action: verifyAtCounter,
      input: (values) => ({
        code: values.code ?? '',
        document: values.document ?? '',
        fullName: values.fullName ?? '',
        ageBand: values.ageBand ?? '',
        gender: values.gender ?? '',
        residence: values.residence ?? '',
        voter: values.voter === 'yes',
        nationalId: values.nationalId ?? '',
      }),
      done: () => withDone('/desk/identity'),
    },
    letter: {
      action: deliverIdentityLetter,
      input: (values) => ({ id: values.id ?? '' }),
      done: ({ name, address, code }: Addressee & { code: string }, { around, page, visit }) => {
        const { sessionId } = personOf(page.actor);
        const letter = { name, address, code };
        return {
          to: '/desk/identity/letter',
          setCookies: [flashCookie(around.keys, sessionId ?? '', { letter }, page.now, visit.secure)],
        };
      },
    },
  },
});

function DeskIdentity({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument title={ts('accounts.desk.identity')} lead={t('accounts.desk.identity-lead')} tabs={data.tabs}>
      <ErrorSummary state={form} />
      <Chapter id="counter" title={t('accounts.counter.title')} intro={t('accounts.desk.counter-intro')}>
        <Details summary={t('accounts.desk.residence-too')} open={!!data.province}>
          <ProvinceChoice data={data} />
        </Details>
        <CounterForm data={data} form={form} />
      </Chapter>
      <Chapter id="letters" title={t('accounts.desk.letters')} intro={t('accounts.desk.letters-intro')}>
        {data.letters.length === 0 && <p>{t('accounts.desk.no-letters')}</p>}
        <Items ordered>
          {data.letters.map((letter) => (
            <Item
              title={<Code>{letter.id.slice(-6)}</Code>}
              facts={[{ label: ts('accounts.desk.asked'), value: <DateTimeText instant={letter.asked_at} /> }]}
            >
              <Form label={ts('accounts.desk.print-named', { id: letter.id.slice(-6) })}>
                <Hidden name="do" value="letter" />
                <Hidden name="id" value={letter.id} />
                <Button size="small" label={ts('accounts.desk.print-named', { id: letter.id.slice(-6) })}>
                  {t('accounts.desk.print')}
                </Button>
              </Form>
            </Item>
          ))}
        </Items>
      </Chapter>
    </DeskDocument>
  );
}

function ProvinceChoice({ data }: { data: Data }) {
  const { t, ts, lang } = usePage();
  return (
    <Form method="get" action="/desk/identity" label={ts('accounts.attributes.province')}>
      <Select
        name="province"
        label={t('accounts.attributes.province')}
        value={data.province}
        empty={ts('accounts.post.choose')}
        choices={data.provinces.map(({ code, name }) => ({ value: code, label: plain(name, lang) }))}
      />
      <Button kind="quiet">{t('accounts.attributes.show-communes')}</Button>
    </Form>
  );
}

function CounterForm({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang } = usePage();
  const none = { value: '', label: ts('accounts.desk.not-verified') };
  return (
    <Form
      action={data.province ? `/desk/identity?province=${data.province}` : '/desk/identity'}
      state={form}
      label={ts('accounts.counter.title')}
    >
      <Hidden name="do" value="counter" />
      <TextInput
        name="code"
        label={t('accounts.desk.code')}
        hint={t('accounts.desk.code-hint')}
        dir="ltr"
        width={8}
        maxlength={20}
      />
      <Radios
        name="document"
        label={t('accounts.desk.document')}
        choices={DOCUMENTS.map((value) => ({ value, label: ts(`accounts.desk.documents.${value}`) }))}
      />
      <TextInput name="fullName" label={t('accounts.desk.full-name')} maxlength={120} />
      {data.communes.length > 0 && (
        <Select
          name="residence"
          label={t('accounts.attributes.kind.residence')}
          optional
          empty={ts('accounts.desk.not-verified')}
          choices={data.communes.map(({ code, name }) => ({ value: code, label: plain(name, lang) }))}
        />
      )}
      <Select
        name="ageBand"
        label={t('accounts.attributes.kind.age-band')}
        optional
        empty={ts('accounts.desk.not-verified')}
        choices={AGE_BANDS.map((value) => ({ value, label: ts(`accounts.attributes.age-band.${value}`) }))}
      />
      <Radios
        name="gender"
        label={t('accounts.attributes.kind.gender')}
        optional
        value=""
        choices={[...GENDERS.map((value) => ({ value, label: ts(`accounts.attributes.gender.${value}`) })), none]}
      />
      <Checkbox name="voter" label={ts('accounts.desk.voter')} hint={ts('accounts.desk.voter-hint')} />
      {data.notice && <CollectionNotice notice={data.notice} compulsory={false} />}
      {data.notice?.state.open && (
        <TextInput
          name="nationalId"
          label={t('accounts.desk.national-id')}
          hint={t('accounts.desk.national-id-hint')}
          optional
          dir="ltr"
          width={8}
          autocomplete="off"
          maxlength={20}
        />
      )}
      <Button>{t('accounts.desk.verify')}</Button>
    </Form>
  );
}
