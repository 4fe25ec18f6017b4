/** Which public bodies there are is public; only the program itself loads the list. */
export { anyone as readInstitution, systemOnly as loadInstitution } from '#platform/access.ts';
