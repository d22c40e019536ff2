import type { ServiceSchema } from '@duet/database';
import { CreateIngestion1764000000000 } from './migrations/1764000000000-create-ingestion.ts';
import { HealFromLists1764200000000 } from './migrations/1764200000000-heal-from-lists.ts';
import { ImportHistory1764600600000 } from './migrations/1764600600000-import-history.ts';
import { KeepIntake1764600400000 } from './migrations/1764600400000-keep-intake.ts';
import { KeepSecrets1765200000000 } from './migrations/1765200000000-keep-secrets.ts';

export const ingestionSchema: ServiceSchema = {
  schema: 'ingestion',
  migrations: [
    CreateIngestion1764000000000,
    HealFromLists1764200000000,
    KeepIntake1764600400000,
    ImportHistory1764600600000,
    KeepSecrets1765200000000,
  ],
};
