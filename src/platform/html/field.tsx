import type { ComponentChildren } from 'preact';
import { usePage } from './context.tsx';
import { Counter } from './counter.tsx';
import { useField } from './form-state.ts';

export type FieldProps = {
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** A fault in words, when it is not found in the state of the form. */
  error?: string;
  /** Says "(optional)" after the label. */
  optional?: boolean;
};

type Wiring = { id: string; 'aria-invalid'?: 'true'; 'aria-describedby'?: string };

function wiring(id: string, hint: unknown, fault: string | undefined, limit?: number): Wiring {
  const described = [hint ? `${id}-hint` : '', limit ? `${id}-limit` : '', fault ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  return { id, 'aria-invalid': fault ? 'true' : undefined, 'aria-describedby': described || undefined };
}

function Optional() {
  return <span class="soft optional"> {usePage().t('platform.form.optional')}</span>;
}

function Hint({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <p class="hint" id={`${id}-hint`}>
      {children}
    </p>
  );
}

function Fault({ id, children }: { id: string; children: string }) {
  const { t } = usePage();
  return (
    <p class="error" id={`${id}-error`}>
      <span>
        <span class="hide-text">{t('platform.form.error')} </span>
        {children}
      </span>
    </p>
  );
}

type FrameProps = Omit<FieldProps, 'name' | 'error'> & {
  id: string;
  fault: string | undefined;
  children: ComponentChildren;
};

/** Label, hint, fault and control of one field. `limit`: the most signs it takes, said below it. */
function Frame({ id, label, hint, fault, optional, limit, children }: FrameProps & { limit?: number | undefined }) {
  return (
    <div class={fault ? 'field wrong' : 'field'}>
      <label for={id}>
        {label}
        {optional && <Optional />}
      </label>
      {hint && <Hint id={id}>{hint}</Hint>}
      {fault && <Fault id={id}>{fault}</Fault>}
      {children}
      {limit && <Counter id={id} limit={limit} />}
    </div>
  );
}

/** Legend, hint and fault around several controls that answer one question. */
export function Group({ id, label, hint, fault, optional, children }: FrameProps) {
  const { 'aria-describedby': described } = wiring(id, hint, fault);
  return (
    <fieldset class={fault ? 'field wrong' : 'field'} aria-describedby={described}>
      <legend>
        {label}
        {optional && <Optional />}
      </legend>
      {hint && <Hint id={id}>{hint}</Hint>}
      {fault && <Fault id={id}>{fault}</Fault>}
      {children}
    </fieldset>
  );
}

type InputProps = FieldProps & {
  value?: string;
  type?: 'text' | 'search' | 'email' | 'tel' | 'url' | 'number';
  /** `auto` for what people write in any script, `ltr` for codes and addresses. */
  dir?: 'auto' | 'ltr';
  /** How wide it is, in signs expected: 2, 4, 8; absent: a line. */
  width?: 2 | 4 | 8;
  autocomplete?: string;
  inputMode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search';
  spellcheck?: boolean;
  maxlength?: number;
  /** Says below it how many signs it takes, and how many are left. */
  counted?: boolean;
};

/** One line of text. */
export function TextInput(props: InputProps) {
  const { name, label, hint, error, optional, value, type = 'text', dir, width, counted, ...rest } = props;
  const field = useField(name);
  const fault = error ?? field.fault;
  const limit = counted ? rest.maxlength : undefined;
  return (
    <Frame id={field.id} label={label} hint={hint} fault={fault} optional={optional} limit={limit}>
      <input
        {...wiring(field.id, hint, fault, limit)}
        class={width ? `w-${width}` : undefined}
        name={name}
        // The types of Preact want one literal here.
        type={type as 'text'}
        dir={dir ?? (type === 'email' || type === 'tel' || type === 'url' ? 'ltr' : 'auto')}
        value={field.typed?.[0] ?? value}
        {...rest}
      />
    </Frame>
  );
}

type TextAreaProps = FieldProps & { value?: string; rows?: number; maxlength?: number };

/** Several lines of text, in any script. */
export function TextArea({ name, label, hint, error, optional, value, rows = 5, maxlength }: TextAreaProps) {
  const field = useField(name);
  const fault = error ?? field.fault;
  return (
    <Frame id={field.id} label={label} hint={hint} fault={fault} optional={optional} limit={maxlength}>
      <textarea {...wiring(field.id, hint, fault, maxlength)} name={name} rows={rows} maxLength={maxlength} dir="auto">
        {field.typed?.[0] ?? value}
      </textarea>
    </Frame>
  );
}

export type Choice = {
  value: string;
  label: string;
  hint?: string;
  count?: number;
  /** In a select, the heading over this choice and the following ones that have the same. */
  group?: string;
};

type SelectProps = FieldProps & {
  choices: readonly Choice[];
  value?: string;
  /** The words of the empty choice; absent: there is none. */
  empty?: string;
};

/** One of many. For up to five choices radios are better. */
export function Select({ name, label, hint, error, optional, choices, value, empty }: SelectProps) {
  const field = useField(name);
  const fault = error ?? field.fault;
  const chosen = field.typed?.[0] ?? value ?? '';
  return (
    <Frame id={field.id} label={label} hint={hint} fault={fault} optional={optional}>
      <select {...wiring(field.id, hint, fault)} name={name}>
        {empty !== undefined && <option value="">{empty}</option>}
        {grouped(choices).map(({ group, members }) => {
          const options = members.map((choice) => (
            <option value={choice.value} selected={choice.value === chosen}>
              {choice.label}
            </option>
          ));
          return group === undefined ? options : <optgroup label={group}>{options}</optgroup>;
        })}
      </select>
    </Frame>
  );
}

function grouped(choices: readonly Choice[]): { group: string | undefined; members: Choice[] }[] {
  const groups: { group: string | undefined; members: Choice[] }[] = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last && last.group === choice.group) last.members.push(choice);
    else groups.push({ group: choice.group, members: [choice] });
  }
  return groups;
}

type FileProps = FieldProps & { accept?: string; multiple?: boolean };

/** A file. What was chosen cannot be shown again after a refusal: the hint should say what is needed. */
export function FileField({ name, label, hint, error, optional, accept, multiple }: FileProps) {
  const field = useField(name);
  const fault = error ?? field.fault;
  return (
    <Frame id={field.id} label={label} hint={hint} fault={fault} optional={optional}>
      <input {...wiring(field.id, hint, fault)} name={name} type="file" accept={accept} multiple={multiple} />
    </Frame>
  );
}
