import { freeId, type Question, type Questionnaire, questionsOf, type Section } from './questionnaire.ts';

/** The questionnaire with this section in the place of the one of its id, or at the end. */
export function putSection({ sections }: Questionnaire, section: Section): Questionnaire {
  const known = sections.some(({ id }) => id === section.id);
  return { sections: known ? sections.map((one) => (one.id === section.id ? section : one)) : [...sections, section] };
}

/** The questionnaire with this question in the place of the one of its id, or at the end of a section. */
export function putQuestion(questionnaire: Questionnaire, question: Question, section: string): Questionnaire {
  const known = questionsOf(questionnaire).some(({ id }) => id === question.id);
  return {
    sections: questionnaire.sections.map((one) => {
      if (known) return { ...one, questions: one.questions.map((each) => (each.id === question.id ? question : each)) };
      return one.id === section ? { ...one, questions: [...one.questions, question] } : one;
    }),
  };
}

/** The questionnaire without a section or a question. */
export function without({ sections }: Questionnaire, id: string): Questionnaire {
  return {
    sections: sections
      .filter((section) => section.id !== id)
      .map((section) => ({ ...section, questions: section.questions.filter((question) => question.id !== id) })),
  };
}

/** The questionnaire with a section or a question one place earlier; a question that is the first of its section goes to the one before. */
export function earlier({ sections }: Questionnaire, id: string): Questionnaire {
  const place = sections.findIndex((section) => section.id === id);
  if (place >= 0) return { sections: swapped(sections, place) };
  const from = sections.findIndex(({ questions }) => questions.some((question) => question.id === id));
  const section = sections[from];
  if (!section) return { sections };
  const index = section.questions.findIndex((question) => question.id === id);
  const moving = section.questions[index];
  if (index > 0) return { sections: sections.with(from, { ...section, questions: swapped(section.questions, index) }) };
  const before = sections[from - 1];
  if (!before || !moving) return { sections };
  return {
    sections: sections
      .with(from - 1, { ...before, questions: [...before.questions, moving] })
      .with(from, { ...section, questions: section.questions.slice(1) }),
  };
}

function swapped<T>(things: readonly T[], place: number): T[] {
  const [one, other] = [things[place - 1], things[place]];
  return one === undefined || other === undefined ? [...things] : things.with(place - 1, other).with(place, one);
}

/** Ids for what is new. */
export function freshIds(questionnaire: Questionnaire): { section: string; question: string } {
  return {
    section: freeId(
      's',
      questionnaire.sections.map(({ id }) => id),
    ),
    question: freeId(
      'q',
      questionsOf(questionnaire).map(({ id }) => id),
    ),
  };
}
