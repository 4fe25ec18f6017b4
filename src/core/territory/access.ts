/** The division of the country is public; only the program itself loads it. */
export { anyone as readTerritory, systemOnly as loadTerritory } from '#platform/access.ts';
