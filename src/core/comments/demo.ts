import type { Demo } from '#platform/module.ts';
import { answerComment } from './actions/answer-comment.ts';
import { writeComment } from './actions/write-comment.ts';

const BODY = 'laayoune-sakia-el-hamra';
const ON = 'commitment:MALAA0004';

const SAID = [
  { by: 0, lang: 'ar', body: 'متى تجتمع الهيئات الاستشارية، وهل تنشر محاضرها؟ نود أن نقرأها قبل اللقاء المقبل.' },
  {
    by: 3,
    lang: 'fr',
    body: 'Le calendrier des réunions est utile. Pourriez-vous publier aussi la liste des membres ?',
  },
  { by: 4, lang: 'ar', body: 'شكرا على نشر المراحل. نقترح أن تعقد دورة من دورات التكوين في السمارة أيضا.' },
] as const;

/** Three comments under a commitment, and the answer of the body to the first. */
export const commentsDemo: Demo = {
  name: 'comments',
  async play({ actions, body, citizen, official }) {
    const tenant = await body(BODY);
    const written: string[] = [];
    for (const { by, ...said } of SAID) {
      const { id } = await actions.perform(writeComment, {
        actor: await citizen(by),
        tenant,
        input: { on: ON, ...said },
      });
      written.push(id);
    }
    await actions.perform(answerComment, {
      actor: await official(BODY, 'president'),
      tenant,
      input: {
        on: ON,
        parent: written[0],
        lang: 'ar',
        body: 'جواب نموذجي: تعقد الهيئات اجتماعها المقبل خلال الفصل الأول من السنة، وتنشر محاضرها في هذه الصفحة.',
      },
    });
  },
};
