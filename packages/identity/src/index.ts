export { directoryVersion } from './directory/directory.sql.ts';
export type {
  Directory,
  DirectoryRecords,
  UnitNode,
} from './directory/directory.ts';
export {
  type DirectoryCache,
  openDirectory,
} from './directory/directory-cache.ts';
export type {
  Grant,
  Group,
  Post,
  Role,
  Unit,
  UnitKind,
} from './directory/unit.ts';
export {
  type CheckedOrganisation,
  checkOrganisation,
} from './organisation/check-organisation.ts';
export { directoryOf } from './organisation/directory-of.ts';
export {
  type LoadReport,
  loadOrganisation,
  OrganisationRefused,
} from './organisation/load-organisation.ts';
export type {
  Organisation,
  OrganisationFault,
  OrganisationGrant,
  OrganisationGroup,
  OrganisationPerson,
  OrganisationPost,
  OrganisationUnit,
} from './organisation/organisation.ts';
export { findPersons, type PersonSearch } from './persons/find-persons.ts';
export {
  gatherPersons,
  personsByNumbers,
  profilesOf,
} from './persons/gather-persons.ts';
export { isInService } from './persons/is-in-service.ts';
export type {
  FoundPerson,
  Person,
  PersonKind,
  PersonSummary,
  Profile,
  StaffCategory,
  UnitName,
} from './persons/person.ts';
export { personsByIds } from './persons/persons-by-ids.ts';
export { profileOf } from './persons/profile.ts';
export {
  endProxy,
  type GivenProxy,
  grantProxy,
  proxiesOfPerson,
} from './proxies/proxies.ts';
export { forgetExpired } from './sessions/forget-expired.ts';
export {
  type Identity,
  type Session,
  type SessionLimits,
  sessionOf,
  signOut,
  signOutEverywhere,
} from './sessions/session.ts';
export { hashOfToken, randomToken } from './sessions/token.ts';
export { type Account, accounts } from './sign-in/accounts.ts';
export { hashPassword, verifyPassword } from './sign-in/password-hash.ts';
export { setPassword, setSharedPassword } from './sign-in/set-password.ts';
export {
  type Client,
  type SignedIn,
  type SignIn,
  signIn,
} from './sign-in/sign-in.ts';
