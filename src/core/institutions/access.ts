import { anyone, systemOnly } from '#platform/access.ts';

/** Which public bodies there are is public. */
export const readInstitution = anyone;

/** Only the program itself and its operator load the list. */
export const loadInstitution = systemOnly;
