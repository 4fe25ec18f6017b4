export { accountLink, signInPath } from './account-link.ts';
export { actorResolver, type ResolverDeps } from './resolver.ts';
