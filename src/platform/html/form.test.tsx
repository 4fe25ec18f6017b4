import type { ComponentChildren } from 'preact';
import { describe, expect, test } from 'vitest';
import { Checkbox, Checkboxes, DateField, Radios } from './choices.tsx';
import { FileField, Select, TextArea, TextInput } from './field.tsx';
import { ErrorSummary, Form } from './form.tsx';
import { renderPart } from './render.tsx';
import { samplePage } from './testing.tsx';

const state = {
  values: { name: 'x<y', many: ['b'], where: '2', 'born.day': '14', 'born.month': '21' },
  faults: [
    { pointer: '/name', key: 'platform.errors.missing' },
    { pointer: '/born', key: 'platform.errors.not-a-date' },
    { pointer: '/where', message: 'Choose the province' },
    { pointer: '', message: 'Closed since yesterday' },
  ],
};
const choices = [
  { value: '1', label: 'One' },
  { value: '2', label: 'Two', hint: 'with a hint', count: 12_345 },
];
const draw = (part: ComponentChildren, given: Parameters<typeof samplePage>[0] = { lang: 'en', path: '/sign' }) =>
  renderPart(samplePage(given), part);

describe('a form', () => {
  test('that changes something carries the token; one that only asks does not', () => {
    const posted = draw(<Form>x</Form>);
    expect(posted).toContain('<jamaa-form data-sending="Sending" data-failed=');
    expect(posted).toContain('<form method="post" action="/en/sign" novalidate>');
    expect(posted).toContain('<input type="hidden" name="form-token" value="sample-token">');
    const page = {
      ...samplePage({ lang: 'en' }),
      formToken() {
        throw new Error('asked');
      },
    };
    expect(renderPart(page, <Form method="get">x</Form>)).not.toContain('form-token');
  });

  test('sums up its faults, each linked to its field', () => {
    const html = draw(<ErrorSummary state={state} />);
    expect(html).toContain('role="alert" aria-labelledby="errors-title" tabindex="-1"');
    expect(html).toContain('4 things to correct');
    expect(html).toContain('<a href="#f-name">Fill in this field</a>');
    expect(html).toContain('<li>Closed since yesterday</li>');
    expect(draw(<ErrorSummary state={{ values: {}, faults: [] }} />)).toBe('');
  });

  test('gives each field what was typed and its fault in words, wired for readers', () => {
    const html = draw(
      <Form state={state}>
        <TextInput name="name" label="Name" hint="As on your card" value="old" autocomplete="name" />
        <TextArea name="text" label="Text" value="kept" />
      </Form>,
    );
    expect(html).toContain('<label for="f-name">Name</label><p class="hint" id="f-name-hint">As on your card</p>');
    expect(html).toContain(
      '<p class="error" id="f-name-error"><span><span class="hide-text">Error: </span>Fill in this field</span></p>',
    );
    expect(html).toMatch(
      /<input id="f-name" aria-invalid="true" aria-describedby="f-name-hint f-name-error" name="name" type="text" dir="auto" value="x&lt;y"/,
    );
    expect(html).toMatch(/<textarea id="f-text" name="text"[^>]*>kept<\/textarea>/);
  });

  test('says how much a field takes, and how to say what is left in every plural form', () => {
    const limited = <TextArea name="text" label="Text" maxlength={1500} />;
    const english = draw(<Form>{limited}</Form>);
    expect(english).toContain('<textarea id="f-text" aria-describedby="f-text-limit"');
    expect(english).toContain('<p class="hint" id="f-text-limit">At most 1,500 characters</p>');
    const formsIn = (html: string) =>
      JSON.parse(/data-left="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"') ?? '{}') as Record<string, string>;
    expect(formsIn(english)).toEqual({ one: '# character left', other: '# characters left' });
    const arabic = formsIn(draw(<Form>{limited}</Form>, { lang: 'ar' }));
    expect(Object.keys(arabic).sort()).toEqual(['few', 'many', 'one', 'other', 'two', 'zero']);
    expect([arabic.two, arabic.many]).toEqual(['بقي حرفان', 'بقي # حرفا']);
    expect(draw(<Form>{limited}</Form>, { lang: 'zgh' })).toContain('lang="ar" dir="rtl"');
  });

  test('asks a question over several boxes with a legend', () => {
    const html = draw(
      <Form state={state}>
        <Radios name="where" label="Where?" choices={choices} value="1" />
        <Checkboxes name="many" label="Which?" choices={choices} values={['1']} look="ticks" optional />
        <Checkbox name="ok" label="I agree" />
      </Form>,
    );
    expect(html).toContain('<fieldset class="field wrong" aria-describedby="f-where-error"><legend>Where?</legend>');
    expect(html).toContain('<input type="radio" name="where" value="1" id="f-where">');
    expect(html).toContain('<input type="radio" name="where" value="2" checked>');
    expect(html).toContain('<legend>Which?<span class="soft optional"> (optional)</span></legend>');
    expect(html).toContain('(12,345)');
    expect(html).not.toMatch(/name="many" value="1"[^>]* checked/);
  });

  test('takes a date in three parts, all marked when the whole is wrong', () => {
    const html = draw(
      <Form state={state}>
        <DateField name="born" label="Born" birthday />
      </Form>,
    );
    expect(html).toContain('<label for="f-born">Day</label><input class="w-2" id="f-born" name="born.day"');
    expect(html).toContain('autocomplete="bday-month" value="21" aria-invalid="true"');
    expect(draw(<DateField name="d" label="D" value="2026-03-07" />)).toMatch(/name="d.day"[^>]* value="7"/);
  });

  test('offers one of many, or a file', () => {
    const html = draw(
      <Form files>
        <Select name="s" label="S" choices={choices} value="2" empty="All" />
        <FileField name="f" label="F" accept=".pdf" />
      </Form>,
    );
    expect(html).toContain('enctype="multipart/form-data"');
    expect(html).toContain(
      '<option value>All</option><option value="1">One</option><option value="2" selected>Two</option>',
    );
    expect(html).toContain('type="file" accept=".pdf"');
  });
});
