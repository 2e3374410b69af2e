/** What judges timestamps, for those who load it when they meet one. */
export { checkUnrevoked } from './check-unrevoked.ts';
export { describeTimestamp } from './describe-timestamp.ts';
export { checkCovers, verifyTimestamp } from './verify-timestamp.ts';
