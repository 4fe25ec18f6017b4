import { usePage } from './context.tsx';
import { type Choice, type FieldProps, Group } from './field.tsx';
import { useField } from './form-state.ts';

type ChoicesProps = FieldProps & {
  choices: readonly Choice[];
  /** The values that are chosen before anything was typed. */
  values?: readonly string[];
  /** `ticks`: a narrow list of small boxes, for filters. `two`: two columns where there is room. */
  look?: 'ticks' | 'two';
};

function Choices({ type, ...props }: ChoicesProps & { type: 'checkbox' | 'radio' }) {
  const { name, label, hint, error, optional, choices, values = [], look } = props;
  const field = useField(name);
  const fault = error ?? field.fault;
  const chosen = field.typed ?? values;
  const boxes = choices.map((choice, index) => (
    <label class={look === 'ticks' ? 'tick' : 'choice'}>
      {/* The link of the error summary leads to the first box. */}
      <input
        type={type}
        name={name}
        value={choice.value}
        id={index === 0 ? field.id : undefined}
        checked={chosen.includes(choice.value)}
      />
      <span>
        <bdi>{choice.label}</bdi>
        {choice.count !== undefined && <Count n={choice.count} />}
      </span>
      {choice.hint && <small>{choice.hint}</small>}
    </label>
  ));
  return (
    <Group id={field.id} label={label} hint={hint} fault={fault} optional={optional}>
      {look === 'ticks' ? boxes : <div class={look === 'two' ? 'choices two' : 'choices'}>{boxes}</div>}
    </Group>
  );
}

function Count({ n }: { n: number }) {
  return <span class="soft"> ({usePage().format.number(n)})</span>;
}

/** Any number of choices. */
export function Checkboxes(props: ChoicesProps) {
  return <Choices {...props} type="checkbox" />;
}

/** One of a few choices. */
export function Radios({ value, ...props }: Omit<ChoicesProps, 'values'> & { value?: string }) {
  return <Choices {...props} values={value === undefined ? [] : [value]} type="radio" />;
}

type CheckboxProps = { name: string; label: string; hint?: string; value?: string; checked?: boolean };

/** One box that stands alone: "I agree". */
export function Checkbox({ name, label, hint, value = 'yes', checked = false }: CheckboxProps) {
  const field = useField(name);
  return (
    <div class={field.fault ? 'field wrong' : 'field'}>
      {field.fault && (
        <p class="error" id={`${field.id}-error`}>
          {field.fault}
        </p>
      )}
      <div class="choices">
        <label class="choice">
          <input
            type="checkbox"
            name={name}
            value={value}
            id={field.id}
            checked={field.typed ? field.typed.includes(value) : checked}
            aria-invalid={field.fault ? 'true' : undefined}
            aria-describedby={field.fault ? `${field.id}-error` : undefined}
          />
          <span>{label}</span>
          {hint && <small>{hint}</small>}
        </label>
      </div>
    </div>
  );
}

type DateFieldProps = FieldProps & {
  /** `YYYY-MM-DD`. */
  value?: string;
  /** True for the date of birth of the person who fills in the form. */
  birthday?: boolean;
};

/** A date in three parts: day, month, year, sent as `{name}.day`, `{name}.month`, `{name}.year`. */
export function DateField({ name, label, hint, error, optional, value, birthday = false }: DateFieldProps) {
  const { t } = usePage();
  const whole = useField(name);
  const fields = { day: useField(`${name}.day`), month: useField(`${name}.month`), year: useField(`${name}.year`) };
  const fault = error ?? whole.fault ?? fields.day.fault ?? fields.month.fault ?? fields.year.fault;
  const [year, month, day] = (value ?? '').split('-');
  const given = { day: day?.replace(/^0/, ''), month: month?.replace(/^0/, ''), year };
  const wrongPart = fields.day.fault || fields.month.fault || fields.year.fault;
  return (
    <Group id={whole.id} label={label} hint={hint} fault={fault} optional={optional}>
      <div class="date-parts">
        {(['day', 'month', 'year'] as const).map((part, index) => (
          <div>
            {/* The link of the error summary to the whole date leads to its first part. */}
            <label for={index === 0 ? whole.id : fields[part].id}>{t(`platform.form.${part}`)}</label>
            <input
              class={part === 'year' ? 'w-4' : 'w-2'}
              id={index === 0 ? whole.id : fields[part].id}
              name={`${name}.${part}`}
              type="text"
              inputMode="numeric"
              dir="ltr"
              autocomplete={birthday ? `bday-${part}` : undefined}
              value={fields[part].typed?.[0] ?? given[part]}
              aria-invalid={fields[part].fault || (fault && !wrongPart) ? 'true' : undefined}
            />
          </div>
        ))}
      </div>
    </Group>
  );
}
