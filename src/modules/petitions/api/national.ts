import { defineThing, z } from '#platform/api.ts';
import { readRequirements } from '../access.ts';
import { NATIONAL_LAWS, NATIONAL_TYPES } from '../national.ts';

/** National petitions and motions on legislation, with the rules of `GET /deadlines` that run for them. */
export const nationalTypesRoute = defineThing({
  name: 'petitions.get-national-types',
  path: '/petition-types',
  tag: 'petitions',
  summary: 'What the organic laws ask of national petitions and of motions on legislation',
  access: readRequirements,
  response: z.object({
    data: z.array(
      z.object({
        type: z.enum(NATIONAL_TYPES),
        law: z.string(),
        signatures: z.number().int(),
        committeeMembers: z.number().int(),
        rules: z.array(z.string()),
      }),
    ),
  }),
  load: async () => ({
    data: NATIONAL_TYPES.map((type) => {
      const { law, signatures, committee, rules } = NATIONAL_LAWS[type];
      return { type, law, signatures, committeeMembers: committee.members, rules: [...rules] };
    }),
  }),
  cache: () => [],
});
