import { Button, ButtonLink } from '../button.tsx';
import { Chapter, Row } from '../chapter.tsx';
import { Checkbox, Checkboxes, DateField, Radios } from '../choices.tsx';
import { usePage } from '../context.tsx';
import { Copyable } from '../copy.tsx';
import { Details } from '../details.tsx';
import { Confirm } from '../dialog.tsx';
import { Empty } from '../empty.tsx';
import { FileField, Select, TextArea, TextInput } from '../field.tsx';
import { Filters, ListPage } from '../filters.tsx';
import { ErrorSummary, Form } from '../form.tsx';
import { Item, Items } from '../items.tsx';
import { Pagination, Total } from '../pagination.tsx';
import { Receipt } from '../receipt.tsx';
import { SearchForm } from '../search-form.tsx';
import { Summary } from '../summary.tsx';
import { Table } from '../table.tsx';
import { Tabs } from '../tabs.tsx';
import { StatusTag } from '../tag.tsx';
import { DateText, Ltr } from '../text.tsx';
import { Answer, Comment, Thread } from '../thread.tsx';
import { type SampleProps, TONES } from './component-samples.tsx';

/** Tables, tabs, a list with its filters. */
export function Data({ words, prefix }: SampleProps) {
  const page = usePage();
  const { column, tones } = words;
  const rows = TONES.slice(0, 4).map((tone, index) => ({ tone, index, end: `2026-0${index + 5}-28` }));
  const columns = [
    { key: 'thing', label: column.thing, head: true, cell: (row: (typeof rows)[number]) => words.short[row.index] },
    {
      key: 'end',
      label: column.end,
      nowrap: true,
      sortHref: page.href('/?sort=end'),
      sorted: 'ascending' as const,
      cell: (row: (typeof rows)[number]) => <DateText date={row.end} />,
    },
    {
      key: 'state',
      label: column.state,
      cell: (row: (typeof rows)[number]) => <StatusTag tone={row.tone} label={tones[row.tone]} />,
    },
    {
      key: 'number',
      label: column.number,
      numeric: true,
      cell: (row: (typeof rows)[number]) => page.format.number((row.index + 1) * 12345),
    },
  ];
  return (
    <Chapter id={`${prefix}-tables`} title={words.chapters.tables}>
      <Tabs
        label={words.chapters.tables}
        tabs={[
          { label: words.act.all, href: page.href('/'), current: true },
          { label: tones.late, href: page.href('/?late=1') },
        ]}
      />
      <Table
        caption={words.chapters.tables}
        note={words.sentence}
        columns={columns}
        rows={rows}
        rowTone={(row) => (row.index === 1 ? 'late' : undefined)}
      />
      <Table
        caption={words.short[2]}
        phone="scroll"
        columns={columns}
        rows={rows}
        foot={[words.act.all, '', '', page.format.number(123450)]}
      />
      <Pagination next="cursor" label={`${page.ts('platform.list.pages')} ${prefix}`} />
    </Chapter>
  );
}

/** Every field, without and with a fault. */
export function Forms({ words, prefix }: SampleProps) {
  const { field, act } = words;
  const name = (part: string) => `${prefix}.${part}`;
  const pointer = (part: string) => `/${prefix}/${part}`;
  const state = {
    values: { [name('wrong')]: '123456' },
    faults: [
      { pointer: pointer('wrong'), message: field.fault },
      { pointer: pointer('date'), key: 'platform.errors.not-a-date' },
    ],
  };
  const choices = words.short.map((label, index) => ({ value: String(index), label, count: index * 3 }));
  return (
    <Chapter id={`${prefix}-forms`} title={words.chapters.forms}>
      {prefix === 'ar' && <ErrorSummary state={state} />}
      <SearchForm name={`q-${prefix}`} placeholder={words.short[0]} />
      <Form state={state} label={words.chapters.forms}>
        <TextInput name={name('name')} label={field.name} hint={field.hint} autocomplete="name" />
        <TextInput name={name('wrong')} label={field.name} hint={field.hint} width={8} dir="ltr" />
        <DateField name={name('date')} label={field.date} hint={<Ltr>27 3 1994</Ltr>} />
        <Radios
          name={name('where')}
          label={field.choose}
          look="two"
          choices={choices.map((choice) => ({ ...choice, count: undefined, hint: words.until }))}
          value="1"
        />
        <Checkboxes name={name('many')} label={field.many} choices={choices} values={['0']} look="ticks" />
        <Select name={name('select')} label={field.choose} choices={choices} empty={act.all} optional />
        <TextArea name={name('text')} label={field.text} value={words.sentence} />
        <FileField name={name('file')} label={field.file} accept="image/*,.pdf" optional />
        <Checkbox name={name('agree')} label={field.agree} checked />
        <Row>
          <Button>{act.send}</Button>
          <ButtonLink kind="quiet" path="/">
            {act.draft}
          </ButtonLink>
        </Row>
      </Form>
    </Chapter>
  );
}

/** Contributions, boxes, a receipt, and (once on the page) a list with its filters. */
export function Contributions({ words, prefix }: SampleProps) {
  const { chapters, act, tones } = words;
  return (
    <>
      <Chapter id={`${prefix}-talk`} title={chapters.talk}>
        <Thread>
          <Comment
            id={`${prefix}-comment`}
            title={words.short[2]}
            status={{ tone: 'finished', label: tones.finished }}
            meta={[words.name, <DateText date="2026-10-02" />]}
            body={<p>{words.long}</p>}
          >
            <Answer title={words.short[0]} signed={words.office}>
              <p>{words.answer}</p>
            </Answer>
          </Comment>
        </Thread>
      </Chapter>
      <Chapter id={`${prefix}-boxes`} title={chapters.boxes}>
        <Details summary={words.short[0]} open>
          <p>{words.sentence}</p>
        </Details>
        <Empty title={words.short[1]}>
          <p>{words.sentence}</p>
          <p>
            <ButtonLink kind="quiet" path="/">
              {act.send}
            </ButtonLink>
          </p>
        </Empty>
        <Confirm
          id={`${prefix}-confirm`}
          title={act.remove}
          opener={
            <ButtonLink kind="quiet" path="/">
              {act.remove}
            </ButtonLink>
          }
          action={<Button kind="alert">{act.remove}</Button>}
        >
          <p>{words.sentence}</p>
        </Confirm>
        <Copyable id={`${prefix}-citation`}>{words.sentence}</Copyable>
        <Copyable id={`${prefix}-code`} as="pre">
          {'<iframe src="https://example.ma/"></iframe>'}
        </Copyable>
      </Chapter>
      <Chapter id={`${prefix}-list-page`} title={words.column.number}>
        <p>
          <Total total={3} />, <Total total={25} />, <Total total={10000} atLeast />
        </p>
        {prefix === 'ar' && <SampleList words={words} prefix={prefix} />}
      </Chapter>
      <Chapter id={`${prefix}-receipt`} title={chapters.receipt}>
        {prefix === 'ar' ? null : <p>{words.sentence}</p>}
      </Chapter>
      {prefix === 'ar' && <ReceiptSample words={words} prefix={prefix} />}
    </>
  );
}

function SampleList({ words }: SampleProps) {
  const choices = words.short.map((label, index) => ({ value: String(index), label, count: index * 3 }));
  return (
    <ListPage
      heading={<Total total={4} />}
      downloads={<a href="/list.csv">CSV</a>}
      active={[
        { name: 'status', value: 'late', label: words.tones.late },
        { name: 'status', value: 'none', label: words.tones['not-reported'] },
      ]}
      filters={
        <Filters keep={['sort']}>
          <TextInput name="q" label={words.column.thing} type="search" />
          <Checkboxes name="status" label={words.column.state} choices={choices} look="ticks" />
          <Select name="end" label={words.column.end} choices={choices} empty={words.act.all} />
        </Filters>
      }
    >
      <Items>
        {words.short.map((title) => (
          <Item title={title} path="/" tags={[{ tone: 'in-progress', label: words.tones['in-progress'] }]} />
        ))}
      </Items>
      <Pagination next="more" label={words.chapters.lists} />
    </ListPage>
  );
}

function ReceiptSample({ words }: SampleProps) {
  return (
    <Receipt
      giver={words.office}
      title={words.chapters.receipt}
      referenceLabel={words.column.number}
      reference="DI-2026-7K4Q2-M"
      level={2}
    >
      <Summary rows={[{ label: words.field.name, value: words.name }]} />
    </Receipt>
  );
}
