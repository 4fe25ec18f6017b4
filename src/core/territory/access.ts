import { anyone, systemOnly } from '#platform/access.ts';

/** The division of the country is public. */
export const readTerritory = anyone;

/** Only the program itself loads it. */
export const loadTerritory = systemOnly;
