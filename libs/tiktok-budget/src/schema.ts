import type { ServiceSchema } from '@duet/database';
import { TellOutlook1764600200000 } from './migrations/1764600200000-tell-outlook.ts';
import { TellPace1765100100000 } from './migrations/1765100100000-tell-pace.ts';
import { HealUnderLoad1765600000000 } from './migrations/1765600000000-heal-under-load.ts';
import { CreateTikTokBudget1764100000000 } from './migrations/1764100000000-create-tiktok-budget.ts';

/** The budget belongs to channels, whose migrations include these; a test of another service migrates it by itself. */
export const budgetSchema: ServiceSchema = {
  schema: 'tiktok_budget',
  migrations: [
    CreateTikTokBudget1764100000000,
    TellOutlook1764600200000,
    TellPace1765100100000,
    HealUnderLoad1765600000000,
  ],
};
