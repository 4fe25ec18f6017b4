import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { judgeSignatures } from '../access.ts';
import { setRegisterFormat } from '../actions/set-register-format.ts';
import { CHECK_RESULTS } from '../judging.ts';
import { registerFormat } from '../queries/samples.ts';
import { COLUMNS, REGISTERS, type Register, type RegisterFormat } from '../sampling.ts';
import { one } from './form-values.ts';

type Data = { institutionId: string; register: Register; format: RegisterFormat; tabs: Tab[] };

/** How this body exchanges files with whoever keeps a register. */
export const registerFormatPage = definePage<unknown, Data>({
  name: 'petitions.register-format-page',
  path: '/desk/registers/:register',
  on: 'tenant',
  access: judgeSignatures,
  load: async (request) => {
    const { db, page, params } = request;
    const register = registerOf(params);
    if (!page.tenant || !register) throw new NotFound();
    const institutionId = page.tenant.id;
    return {
      institutionId,
      register,
      format: await registerFormat(db, institutionId, register),
      tabs: deskTabs(request),
    };
  },
  view: ({ data, form }) => <Format data={data} form={form} />,
  submit: {
    action: setRegisterFormat,
    input: (values, { params }) => ({
      register: registerOf(params),
      delimiter: one(values, 'delimiter'),
      headings: Object.fromEntries(COLUMNS.map((column) => [column, one(values, `headings.${column}`) ?? ''])),
      answers: Object.fromEntries(CHECK_RESULTS.map((result) => [result, one(values, `answers.${result}`) ?? ''])),
    }),
    done: (_result, { params }) => `/desk/registers/${params.register}?done=1`,
  },
});

const registerOf = ({ register }: Record<string, string>) => REGISTERS.find((known) => known === register);

const DELIMITERS = [
  { value: ';', word: 'semicolon' },
  { value: ',', word: 'comma' },
  { value: 'tab', word: 'tab' },
] as const;

function Format({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const { register, format, tabs } = data;
  return (
    <DeskDocument
      title={ts(`petitions.register.${register}`)}
      lead={t('petitions.register.lead')}
      tabs={tabs}
      crumbs={[{ label: ts('petitions.signatures.title'), path: '/desk/signatures' }]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <Radios
          name="delimiter"
          label={t('petitions.register.delimiter')}
          value={format.delimiter}
          choices={DELIMITERS.map(({ value, word }) => ({ value, label: ts(`petitions.register.${word}`) }))}
        />
        <h2>{t('petitions.register.headings')}</h2>
        {COLUMNS.map((column) => (
          <TextInput
            name={`headings.${column}`}
            label={t(`petitions.register.column.${column}`)}
            value={format.headings[column]}
            maxlength={60}
          />
        ))}
        <h2>{t('petitions.register.answers')}</h2>
        {CHECK_RESULTS.map((result) => (
          <TextInput
            name={`answers.${result}`}
            label={t(`petitions.check-result.${result}`)}
            value={format.answers[result]}
            maxlength={60}
          />
        ))}
        <Button>{t('petitions.register.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
