import type { Question, Questionnaire, Section } from './questionnaire.ts';

/** A question with what tests and examples do not say. */
export function aQuestion(given: Partial<Question> & Pick<Question, 'id' | 'kind'>): Question {
  return {
    title: { ar: `سؤال ${given.id}`, fr: `Question ${given.id}` },
    hint: null,
    required: false,
    options: [],
    rows: [],
    min: null,
    max: null,
    shuffled: false,
    when: null,
    ...given,
  };
}

/** A section of these questions. */
export function aSection(id: string, questions: readonly Question[], given: Partial<Section> = {}): Section {
  return {
    id,
    title: { ar: `جزء ${id}`, fr: `Partie ${id}` },
    intro: null,
    shuffled: false,
    when: null,
    questions,
    ...given,
  };
}

const option = (id: string, ar: string, fr: string) => ({ id, title: { ar, fr } });

/** A survey about buses: two parts, of which some questions apply only to those who take the bus. */
export const BUSES: Questionnaire = {
  sections: [
    aSection('s1', [
      aQuestion({
        id: 'q1',
        kind: 'single',
        required: true,
        title: { ar: 'هل تركب الحافلة؟', fr: 'Prenez-vous le bus ?' },
        options: [option('o1', 'نعم', 'Oui'), option('o2', 'لا', 'Non')],
      }),
      aQuestion({
        id: 'q2',
        kind: 'rating',
        required: true,
        min: 1,
        max: 5,
        title: { ar: 'كيف تقيم الحافلات؟', fr: 'Quelle note donnez-vous aux bus ?' },
        when: { all: true, tests: [{ of: 'q1', is: 'any-of', values: ['o1'] }] },
      }),
    ]),
    aSection('s2', [
      aQuestion({
        id: 'q3',
        kind: 'several',
        title: { ar: 'ما الذي ينقص؟', fr: 'Que manque-t-il ?' },
        options: [
          option('o1', 'خطوط أكثر', 'Plus de lignes'),
          option('o2', 'محطات مغطاة', 'Des abris'),
          option('o3', 'ثمن أقل', 'Un prix plus bas'),
        ],
      }),
      aQuestion({ id: 'q4', kind: 'long-text', title: { ar: 'ملاحظاتك', fr: 'Vos remarques' } }),
    ]),
  ],
};
