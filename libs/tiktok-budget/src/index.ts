export { AccountCalls, type AccountCallsOptions } from './account-calls.ts';
export { PacedTikTok, type Purpose } from './paced-tiktok.ts';
export { type Outlook, type Priority, RateBudget } from './rate-budget.ts';
export { budgetSchema } from './schema.ts';
export { TurnLater } from './turn-later.ts';
