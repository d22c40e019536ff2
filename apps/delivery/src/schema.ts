import type { ServiceSchema } from '@duet/database';
import { CreateDelivery1764000000000 } from './migrations/1764000000000-create-delivery.ts';
import { AddImages1764500000000 } from './migrations/1764500000000-add-images.ts';
import { AddSignals1764600000000 } from './migrations/1764600000000-add-signals.ts';
import { AddCards1764700000000 } from './migrations/1764700000000-add-cards.ts';
import { FollowWorkspaces1765100000000 } from './migrations/1765100000000-follow-workspaces.ts';

export const deliverySchema: ServiceSchema = {
  schema: 'delivery',
  migrations: [
    CreateDelivery1764000000000,
    AddImages1764500000000,
    AddSignals1764600000000,
    AddCards1764700000000,
    FollowWorkspaces1765100000000,
  ],
};
