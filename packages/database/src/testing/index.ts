export { type Preparation, type TestDatabase, testDatabase } from './test-database.ts';
export { stopTestServer } from './test-server.ts';
