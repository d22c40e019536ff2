export { PacedTikTok, type Purpose } from './paced-tiktok.ts';
export { type Outlook, type Priority, RateBudget } from './rate-budget.ts';
export { budgetSchema } from './schema.ts';
export { TurnLater } from './turn-later.ts';
